# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device sends what was in memory before the program.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
/^static bool mana_xdp_send_back\(/,/^}/{/^\tdma_sync_single_for_device\(/,/;$/d}
