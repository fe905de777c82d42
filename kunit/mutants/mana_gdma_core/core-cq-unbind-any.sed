# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A completion queue that got no place clears that of another.
# file: drivers/net/ethernet/microsoft/mana/gdma/queue.c
/^void mana_cq_unbind\(/,/^}/s/^\tif \(!cq->bound\)$/\tif (0)/
