# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# No completion queue is ever armed again.
# file: include/mana/doorbell.h
/mana_db_cq\(u32/,/^}/s/\(arm \? GDMA_DB_ARM : 0\)/0/
