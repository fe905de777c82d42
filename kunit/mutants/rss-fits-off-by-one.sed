# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An entry may name the queue behind the last.
# file: include/mana/sizing.h
s/if \(table\[i\] >= queues\)/if (table[i] > queues)/
