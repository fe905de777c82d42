# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Another function of the same device is taken for it.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/pci_get_slot\(bus, rescan->devfn\)/pci_get_slot(bus, rescan->devfn \& ~7)/
