# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A port that is opened anew waits as long as before.
# file: drivers/net/ethernet/microsoft/mana/eth/port/stall.c
/^void mana_stall_stop\(/,/^}/s/^\tport->rx_hold = .*$//
