# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Removed by who holds the lock that remove takes.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/^\tqueue_work\(mana_rescan_wq, &rescan->work\);$/\tmana_rescan_work(\&rescan->work);/
