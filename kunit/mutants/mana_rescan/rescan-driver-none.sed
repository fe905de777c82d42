# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A function without a driver has no name to compare.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/return driver && /return /
