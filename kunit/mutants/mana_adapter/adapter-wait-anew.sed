# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Each fault has the wait of a device begin anew.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/ad->wake_at - jiffies\)/10000)/
