# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A number that changes while it is read is not read again.
# file: drivers/net/ethernet/microsoft/mana/eth/port/stats.c
s/^\t\} while \(u64_stats_fetch_retry\(&stats->rx_sync, start\)\);$/\t} while (u64_stats_fetch_retry(\&stats->rx_sync, start) \&\& 0);/
