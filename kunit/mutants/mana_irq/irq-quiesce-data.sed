# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The channel is not waited for.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
/^void mana_gdma_quiesce/,/^}/s/for \(i = 0;/for (i = 1;/
