# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that is gone is asked for fences.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/ && mana_gdma_alive\(set->host\.gd\); i\+\+/; i++/
