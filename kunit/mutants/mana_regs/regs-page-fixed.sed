# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Doorbell pages are taken to lie 4 KiB apart.
# file: drivers/net/ethernet/microsoft/mana/gdma/regs.c
s/index \* gd->db_page_bytes/index * 4096/
