# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A new queue is not quite full.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rxbuf.c
/^int mana_rxq_post_all\(/,/^}/s/i <= rx->mask/i < rx->mask/
