# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue stays registered after its end.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^\t\tmana_xdp_unregister\(pair\);$//
