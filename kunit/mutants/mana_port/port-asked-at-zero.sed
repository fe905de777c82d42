# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Asked when the clock stands at 0, a device is asked at once again.
# file: drivers/net/ethernet/microsoft/mana/eth/port/stats.c
s/gf_read_at = jiffies \?: 1/gf_read_at = jiffies/
