# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The function is disabled while its adapter is at work.
# file: drivers/net/ethernet/microsoft/mana/main.c
/^static void mana_remove\(/,/^}/{/^\tpci_disable_device\(pdev\);$/d;s/^\tmana_adapter_destroy/\tpci_disable_device(pdev);\n&/}
