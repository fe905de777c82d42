# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A number of frames is bounded as microseconds are.
# file: drivers/net/ethernet/microsoft/mana/eth/port/coalesce.c
s/co->tx_frames <= GDMA_DIM_MAX_COMPS/co->tx_frames <= GDMA_DIM_MAX_USEC/
