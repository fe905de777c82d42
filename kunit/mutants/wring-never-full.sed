# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# One unit less than posted counts as used: the ring is overwritten.
# file: include/mana/ring.h
s/if \(size > mana_wring_free\(ring\)\)/if (size > mana_wring_free(ring) + GDMA_WQE_UNIT)/
