# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A fault takes the place of the look at missing ports.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/^\tmod_delayed_work\(system_dfl_wq, &ad->service, ad->wake_at - jiffies\);$//
