# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Only a change in place that fails is counted.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^static int mana_port_replace_set\(/,/^}/s/^\tif \(err\)$/\tif (err \&\& mana_in_place_only)/
