# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The end of a batch is not passed on.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\t\t\t\t    flags & XDP_XMIT_FLUSH\);$/\t\t\t\t    false);/
