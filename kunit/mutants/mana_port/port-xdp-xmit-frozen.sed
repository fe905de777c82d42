# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Frames are sent through a set that is going.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/!set \|\| READ_ONCE\(set->frozen\)/!set/
