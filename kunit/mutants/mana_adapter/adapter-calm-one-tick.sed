# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Ten seconds are taken for more than ten seconds.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/time_after\(jiffies, ad->up_at \+ calm\)/!time_before(jiffies, ad->up_at + calm)/
