# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A doorbell page may reach out of the BAR.
# file: drivers/net/ethernet/microsoft/mana/gdma/bar_layout.h
s/zone_bytes - GDMA_DB_MIN_BYTES, stride/zone_bytes, stride/
