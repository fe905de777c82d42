# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Memory is reclaimed for a block that pages can stand for.
# file: drivers/net/ethernet/microsoft/mana/gdma/mem.c
s/gfp \|= __GFP_NORETRY \| __GFP_NOWARN;/;/
