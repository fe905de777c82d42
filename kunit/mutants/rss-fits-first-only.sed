# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Only the first entry is checked.
# file: include/mana/sizing.h
s/^\t\tif \(table\[i\] >= queues\)/\t\tif (table[0] >= queues)/
