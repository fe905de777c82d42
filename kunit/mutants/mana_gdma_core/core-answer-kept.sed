# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Fields of an earlier answer are seen in the next.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc.c
/memset\(hwc->answers.va, 0/d
