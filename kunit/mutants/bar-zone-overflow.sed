# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The end of the doorbells wraps.
# file: drivers/net/ethernet/microsoft/mana/gdma/bar_layout.h
s/ && zone < bar &&/ \&\&/
s/bar - zone >= GDMA_DB_MIN_BYTES/zone + GDMA_DB_MIN_BYTES <= bar/
