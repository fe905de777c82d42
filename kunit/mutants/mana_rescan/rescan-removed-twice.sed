# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What was removed and freed is removed at each try.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/^\t\trescan->pdev = NULL;$//
