# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Nobody sees why a packet was not sent.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
/^\tcase XDP_REDIRECT:$/,/break;/s/^\t\ttrace_xdp_exception\(dev, prog, act\);$//
