# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What came while the device was asked is taken for missing later.
# file: include/mana/ring_watch.h
s/seen->missing = READ_ONCE\(missing->most/seen->missing = READ_ONCE(missing->least/
