# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The next kernel finds the function enabled.
# file: drivers/net/ethernet/microsoft/mana/main.c
/^static void mana_shutdown\(/,/^}/s/^\tpci_disable_device\(pdev\);$//
