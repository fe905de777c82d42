# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The doorbell carries the offset in the ring.
# file: include/mana/ring.h
s/return ring->head \* GDMA_WQE_UNIT;/return (ring->head * GDMA_WQE_UNIT) \& (ring->bytes - 1);/
