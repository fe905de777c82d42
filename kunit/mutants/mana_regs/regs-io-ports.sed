# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A BAR of ports is taken for memory.
# file: drivers/net/ethernet/microsoft/mana/gdma/regs.c
s/!\(pci_resource_flags\(gd->pdev, 0\) & IORESOURCE_MEM\) \|\|/0 ||/
