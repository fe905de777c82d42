# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Memory joins those that wait without a lock.
# file: drivers/net/ethernet/microsoft/mana/gdma/mem.c
/^static void mana_qmem_retain/,/^}/{/mutex_/d}
