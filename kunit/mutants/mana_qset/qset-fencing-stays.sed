# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A fence that came is waited for again.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
/^void mana_qset_fence\(/,/^}/s/^\t\tWRITE_ONCE\(rx->fencing, false\);$//
