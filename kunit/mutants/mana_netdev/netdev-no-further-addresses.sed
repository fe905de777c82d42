# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The stack refuses to note further addresses of a port.
# file: drivers/net/ethernet/microsoft/mana/eth/port/netdev.c
s/^\t\.ndo_set_rx_mode = mana_set_rx_mode,$//
s/^static void mana_set_rx_mode/static void __maybe_unused mana_set_rx_mode/
