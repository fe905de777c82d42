# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Only the first queue of a vector is looked at.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
s/^\t\tmana_eq_process\(eq\);/\t\t{ mana_eq_process(eq); break; }/
