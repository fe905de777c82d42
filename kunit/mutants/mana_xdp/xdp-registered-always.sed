# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Queues are registered that no program may see.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
/^int mana_xdp_register\(/,/^}/s/^\tif \(!rx->xdp\)$/\tif (false)/
