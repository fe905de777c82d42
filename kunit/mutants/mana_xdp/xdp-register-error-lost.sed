# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue that could not be registered is used.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^\treturn mana_xdp_register\(pair\);$/\tmana_xdp_register(pair);\n\treturn 0;/
