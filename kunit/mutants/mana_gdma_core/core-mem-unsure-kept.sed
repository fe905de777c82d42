# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# New memory is as unsure as the old.
# file: drivers/net/ethernet/microsoft/mana/gdma/mem.c
/^int mana_qmem_alloc/,/^}/s/^\tmem->unsure = false;//
