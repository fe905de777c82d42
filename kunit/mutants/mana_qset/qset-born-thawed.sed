# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A set that is not in use wakes queues.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^\tset->frozen = true;$//
