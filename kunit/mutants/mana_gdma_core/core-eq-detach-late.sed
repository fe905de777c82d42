# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue is destroyed while interrupts find it.
# file: drivers/net/ethernet/microsoft/mana/gdma/eq.c
/^void mana_eq_destroy/,/^}/{s/^\tmana_vector_detach\(eq\);//;s/^\tmana_cmd_disable_eq.*/&\n\tmana_vector_detach(eq);/}
