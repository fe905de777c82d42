# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A packet that nobody took is forgotten.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tif \(xdp_do_redirect\(dev, xdp, prog\)\)$/\tif (xdp_do_redirect(dev, xdp, prog) > 0)/
