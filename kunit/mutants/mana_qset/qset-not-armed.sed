# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# No event is asked for of a new queue.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
/^static int mana_pair_create\(/,/^}/s/^\tmana_pair_arm\(pair\);$//
