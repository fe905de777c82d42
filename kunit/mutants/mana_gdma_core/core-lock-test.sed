# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Two test events at a time.
# file: drivers/net/ethernet/microsoft/mana/gdma/eq.c
/^int mana_eq_test/,/^}/{/mutex_/d}
