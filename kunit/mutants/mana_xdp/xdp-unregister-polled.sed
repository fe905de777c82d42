# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue ends for programs while it is polled.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^\t\tnapi_disable\(&pair->napi\);$/\t\tmana_xdp_unregister(pair);\n&/
/^\t\tmana_xdp_unregister\(pair\);$/d
