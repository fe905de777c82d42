# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A set that stays silent is taken for good.
# file: include/mana/swap_watch.h
s/device - watch->device >= MANA_SWAP_MISSING/0/
