# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A region that no queue took is left.
# file: drivers/net/ethernet/microsoft/mana/gdma/eq.c
/create_eq\(gd, &eq->mem/,/goto/s/goto destroy_region;/return err;/
