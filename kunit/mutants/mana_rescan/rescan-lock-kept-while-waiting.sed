# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Nobody may add or remove devices while the function is waited for.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/^\tpci_unlock_rescan_remove\(\);$/\tif (over)\n&/
