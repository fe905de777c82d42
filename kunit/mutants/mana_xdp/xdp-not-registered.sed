# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Programs do not learn which queue it is.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^\treturn mana_xdp_register\(pair\);$/\treturn 0;/
