# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Only the work queue of an object that may exist is kept.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/^\tcq->mem\.unsure = true;//
