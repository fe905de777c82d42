# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A NAPI is shown until its set is gone.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^static void mana_port_stop_set\(/,/^}/s/^\tmana_port_link_napis\(port, set, false\);$//
