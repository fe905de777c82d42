# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What was missing before the silence counts, too.
# file: include/mana/ring_watch.h
s/^\t\tseen->missing = READ_ONCE.*$//
