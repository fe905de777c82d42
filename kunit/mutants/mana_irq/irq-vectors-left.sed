# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Vectors stay without memory for their records.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
/if \(!gd->vectors\) \{/,/\}/s/^\t\tpci_free_irq_vectors\(gd->pdev\);//
