# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Vectors go before their interrupts.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
/^void mana_vectors_free/,/^}/{s/^\tpci_free_irq_vectors\(gd->pdev\);//;s/^\tunsigned int i;/&\n\n\tpci_free_irq_vectors(gd->pdev);/}
