# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# More packets are said than NAPI asked for.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/^\treturn min_t\(int, packets, budget\);$/\treturn packets;/
