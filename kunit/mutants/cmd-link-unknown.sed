# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A speed that is not known is shown.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_query.c
s/^\tif \(resp\.qos_unconfigured\)/\tif (0)/
