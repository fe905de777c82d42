# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An event that was found polls queues that need none.
# file: drivers/net/ethernet/microsoft/mana/eth/port/stall.c
/^static void mana_stall_wake\(/,/^}/s/^\tif \(waiting\)$/\tif (waiting || missed)/
