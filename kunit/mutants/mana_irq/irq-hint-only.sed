# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Interrupts stay where the kernel put them.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
s/irq_set_affinity_and_hint\(/irq_update_affinity_hint(/
