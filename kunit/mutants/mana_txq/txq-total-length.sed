# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The length of the whole packet stays in each segment.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/tx.c
s/^\tip->tot_len = 0;$//
