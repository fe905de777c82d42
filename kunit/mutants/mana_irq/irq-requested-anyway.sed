# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An interrupt that was refused counts as requested.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
s/^\tif \(vector->requested\)$/&/;/^static int mana_vector_request/,/^}/{s/^\tvector->requested = true;//;s/^\terr = request_irq/\tvector->requested = true;\n&/}
