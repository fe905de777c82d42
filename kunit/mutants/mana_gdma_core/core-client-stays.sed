# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A client that left is told of faults.
# file: drivers/net/ethernet/microsoft/mana/gdma/state.c
/^	gd->ops = NULL;/d;s/^	gd->ops = ops;/	if (ops) gd->ops = ops;/
