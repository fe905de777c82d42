# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The bus is looked at, but not scanned.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/^\tpci_rescan_bus\(bus\);$//
