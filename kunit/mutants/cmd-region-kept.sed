# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A region that the object owns is destroyed once more.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/^\tcq->mem\.region = GDMA_NO_REGION;//
