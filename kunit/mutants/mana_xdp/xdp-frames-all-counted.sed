# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Frames that were not sent are counted.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/MANA_TX_XDP_XMIT, sent\);/MANA_TX_XDP_XMIT, num);/
