# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A receive queue that died keeps a change from waiting for what is sent.
# file: drivers/net/ethernet/microsoft/mana/eth/port/stall.c
/MANA_EV_RX_STALL\)\) \{/,/^\t\}/s/MANA_FAULT_RX_QUEUE_LOST/MANA_FAULT_TX_QUEUE_DEAD/
