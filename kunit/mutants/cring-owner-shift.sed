# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The owner is looked for one bit too low.
# file: include/mana/ring.h
s/info >> GDMA_OWNER_SHIFT/(info >> (GDMA_OWNER_SHIFT - 1)) \& 7/
