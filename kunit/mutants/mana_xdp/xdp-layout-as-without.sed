# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Buffers are laid out as without programs.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rxbuf.c
s/^\tmana_rxq_layout\(&rx->buf, cfg->mtu, cfg->xdp\);$/\tmana_rxq_layout(\&rx->buf, cfg->mtu, false);/
