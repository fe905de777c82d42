# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Memory is counted as without programs.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/mana_rxq_buf_bytes\(cfg->mtu, cfg->xdp\)\);/mana_rxq_buf_bytes(cfg->mtu, false));/
