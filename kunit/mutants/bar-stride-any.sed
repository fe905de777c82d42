# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Doorbell pages may overlap.
# file: drivers/net/ethernet/microsoft/mana/gdma/bar_layout.h
s/stride >= GDMA_DB_MIN_BYTES/stride/
