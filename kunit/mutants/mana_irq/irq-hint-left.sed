# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An interrupt is freed with its hint.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
s/^\t\tirq_update_affinity_hint\(vector->irq, NULL\);//
