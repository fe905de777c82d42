# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue is on a vector without interrupt.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
/^int mana_vector_attach/,/^}/{/^\tif \(err\)$/{N;d}}
