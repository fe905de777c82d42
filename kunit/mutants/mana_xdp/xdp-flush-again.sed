# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Each poll tells other devices anew.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\trx->redirected = false;$//
