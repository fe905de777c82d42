# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A failure of the first queue leaves the others alone.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
/^int mana_qset_create\(/,/^}/s/^\t\tmana_qset_destroy\(set\);$//
