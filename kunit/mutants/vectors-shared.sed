# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# All ports begin at the same vector.
# file: include/mana/sizing.h
s/return \(u64\)port \* queues % vectors;/return 0;/
