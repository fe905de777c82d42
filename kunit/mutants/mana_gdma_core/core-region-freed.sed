# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Memory is freed with a region that the device knows.
# file: drivers/net/ethernet/microsoft/mana/gdma/mem.c
s/return mem->unsure \|\| .*;/return mem->unsure;/
