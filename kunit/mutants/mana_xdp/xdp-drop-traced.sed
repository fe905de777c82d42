# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Every dropped packet is an exception.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
/^\tcase XDP_DROP:$/,/break;/s/^\t\tbreak;$/\t\ttrace_xdp_exception(dev, prog, act);\n\t\tbreak;/
