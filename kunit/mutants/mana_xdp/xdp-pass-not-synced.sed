# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# So it does when there is no memory to pass a packet on.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/^\t\tmana_xdp_keep\(pair, slot\);$/\t\t;/
