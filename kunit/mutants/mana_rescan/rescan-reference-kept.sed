# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A function that is not removed keeps a reference.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/^\tpci_dev_put\(rescan->pdev\);$//
