# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The function may be freed while its removal waits for its turn.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/pci_dev_get\(pdev\)/pdev/
