# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Both sets count in one bank.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
s/u8 bank = old && !old->bank;/u8 bank = old \&\& old->bank;/
