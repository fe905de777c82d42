# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What worked for long is left alone at its first reset.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/if \(time_after\(jiffies, ad->up_at \+ calm\)\)/if (time_before(jiffies, ad->up_at + calm))/
