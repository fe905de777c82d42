# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Sockets do not find the NAPI of a queue.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\t\t       pair->napi\.napi_id\);$/\t\t\t       0);/
