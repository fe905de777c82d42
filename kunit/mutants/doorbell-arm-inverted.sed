# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An event queue is armed when it should not be.
# file: include/mana/doorbell.h
/mana_db_eq\(u32/,/^}/s/\(arm \? GDMA_DB_ARM : 0\)/(arm ? 0 : GDMA_DB_ARM)/
