# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Bit 31 of the position arms the queue.
# file: include/mana/doorbell.h
/mana_db_cq\(u32/,/^}/s/GDMA_DB_TAIL, tail/GDMA_DB_WQ_TAIL, tail/
