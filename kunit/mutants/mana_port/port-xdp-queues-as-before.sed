# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Queues are replaced by the same.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\tcfg\.xdp = on;$//
