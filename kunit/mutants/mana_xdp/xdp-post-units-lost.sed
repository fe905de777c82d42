# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The record of a frame has no length.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tslot->units = units;$//
