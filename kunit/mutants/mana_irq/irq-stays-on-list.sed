# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue that left is still looked at.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
s/^\tlist_del\(&eq->list\);//
