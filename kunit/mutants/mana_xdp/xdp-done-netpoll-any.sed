# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Netpoll frees what it must not touch.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/txdone.c
/^static bool mana_txq_may_retire\(/,/^}/s/^\tif \(likely\(budget\)\)$/\tif (true)/
