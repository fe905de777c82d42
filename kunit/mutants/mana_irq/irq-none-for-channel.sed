# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The channel shares the vectors of the CPUs.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
s/MANA_MAX_DATA_VECTORS\) \+ 1;/MANA_MAX_DATA_VECTORS);/
