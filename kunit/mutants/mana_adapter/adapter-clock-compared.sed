# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Numbers of the clock are compared, which overflows.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/!time_before\(jiffies, ad->wake_at\)/jiffies >= ad->wake_at/
