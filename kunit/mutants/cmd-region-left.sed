# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A refused command leaves a region behind.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/^(\t\t)mana_cmd_destroy_region\(gd, &wq->mem\);/\1(void)0;/
