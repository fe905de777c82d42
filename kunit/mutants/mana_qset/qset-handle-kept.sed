# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What was destroyed is destroyed again.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^\t\*handle = MANA_NO_HANDLE;$//
