# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Microseconds and completions are exchanged.
# file: include/mana/doorbell.h
s/GDMA_DB_DIM_USEC, usec/GDMA_DB_DIM_USEC, comps/; s/GDMA_DB_DIM_COMPS, comps/GDMA_DB_DIM_COMPS, usec/
