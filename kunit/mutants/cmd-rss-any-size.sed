# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A table whose size is no power of two is taken.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_query.c
s/else if \(!is_power_of_2\(entries\)\)/else if (!entries)/
