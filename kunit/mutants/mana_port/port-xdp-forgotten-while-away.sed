# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What was set during a reset is forgotten.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\tport->cfg = cfg;$//
