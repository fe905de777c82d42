# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Limits of an earlier channel hold.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.c
s/^\tgd->info.max_cq_id = 0;//
