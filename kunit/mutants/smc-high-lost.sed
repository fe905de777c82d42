# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Addresses above 2^60 are cut.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc_layout.h
s/^\t\thigh \|= .*/\t\thigh |= 0/
