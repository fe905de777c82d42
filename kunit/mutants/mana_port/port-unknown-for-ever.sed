# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that learned to count is not asked.
# file: drivers/net/ethernet/microsoft/mana/eth/port/stats.c
/^void mana_stats_stop\(/,/^}/s/^\tport->stats\.gf_unknown = false;$//
