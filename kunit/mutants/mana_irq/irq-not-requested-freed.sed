# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Interrupts are freed that were never requested.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
s/if \(!vector->requested\)/if (0)/
