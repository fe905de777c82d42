# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A function that is not found keeps others from being scanned for.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/WQ_UNBOUND, 0\)/WQ_UNBOUND, 1)/
