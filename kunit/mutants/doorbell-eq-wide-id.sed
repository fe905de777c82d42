# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The id of an event queue has 24 bits.
# file: include/mana/doorbell.h
s/GDMA_DB_EQ_ID, id/GDMA_DB_ID, id/
