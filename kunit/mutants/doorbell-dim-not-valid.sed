# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device is not told that the count is valid.
# file: include/mana/doorbell.h
s/^\t       GDMA_DB_DIM_COMPS_VALID;/\t       0;/
