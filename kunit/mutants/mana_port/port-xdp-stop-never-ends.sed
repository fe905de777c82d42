# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What comes is stopped after what is sent.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^static void mana_port_stop_set\(/,/^}/{s/^\tif \(set->cfg\.xdp\)$/\tif (false)/;s/^\tif \(!set->cfg\.xdp\)$/\tif (true)/}
