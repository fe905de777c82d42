# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Entries that nobody takes are not seen.
# file: include/mana/ring_watch.h
s/^\t\tsight = MANA_RING_WAITING;/\t\tsight = MANA_RING_MOVES;/
