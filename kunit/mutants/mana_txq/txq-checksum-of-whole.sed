# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# So does its header checksum.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/tx.c
s/^\tip->check = 0;$//
