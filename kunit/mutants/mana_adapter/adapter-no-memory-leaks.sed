# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device stays when there is no memory for its adapter.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/^\t\tmana_gdma_free\(gd\);$//
