# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Two queues request an interrupt at once.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
/^int mana_vector_attach/,/^}/{/mutex_/d}
