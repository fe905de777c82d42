# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Addresses are not turned into frames.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc_layout.h
s/ring\[i\] >> GDMA_PAGE_SHIFT/ring[i]/
