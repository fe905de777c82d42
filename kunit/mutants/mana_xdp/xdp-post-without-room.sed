# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Records of packets in flight are overwritten.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\t\t       mana_wqe_bytes\(desc\.oob_bytes, 1\)\);$/\t\t\t       0);/
