# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The bus of that number in another domain.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/pci_find_bus\(rescan->domain, /pci_find_bus(0, /
