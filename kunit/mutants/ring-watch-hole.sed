# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An entry that hides others is not seen.
# file: include/mana/ring_watch.h
s/^\t\tsight = MANA_RING_HOLE;/\t\tsight = MANA_RING_MOVES;/
