# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An id at the limit is taken.
# file: drivers/net/ethernet/microsoft/mana/gdma/queue.c
s/id >= gd->info.max_cq_id/id > gd->info.max_cq_id/
