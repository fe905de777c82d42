# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Synced is less than is sent.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
/^static bool mana_xdp_send_back\(/,/^}/s/mana_xdp_device\(pair\), addr, bytes,$/mana_xdp_device(pair), addr, bytes - 1,/
