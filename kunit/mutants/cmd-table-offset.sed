# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The table is said to begin where version 1 had it.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/cpu_to_le16\(sizeof\(\*req\)\)/cpu_to_le16(112)/
