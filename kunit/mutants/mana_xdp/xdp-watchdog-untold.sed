# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The watchdog takes a queue that sends for one that hangs.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\ttxq_trans_cond_update\(.*$//
