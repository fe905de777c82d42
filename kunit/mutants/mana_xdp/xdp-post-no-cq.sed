# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Completions go to another queue.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\t\.cq_id = tx->end\.cq\.id,$//
