# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An object with bad ids is forgotten.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/^\t    mana_eth_destroy_wq\(gd, wq->is_sq, \*handle\)\)/\t    0)/
