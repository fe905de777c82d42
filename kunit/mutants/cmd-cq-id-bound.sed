# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A CQ gets the id behind the last.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/cq->id >= mana_gdma_info/cq->id > mana_gdma_info/
