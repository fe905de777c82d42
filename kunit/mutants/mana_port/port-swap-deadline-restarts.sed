# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A set that sends slowly is waited for without end.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
s/ \|\| time_after\(jiffies, last\)\) \{/) {/
