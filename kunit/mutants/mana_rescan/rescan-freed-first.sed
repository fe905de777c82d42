# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The last reference goes before the function is removed.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
/^\t\tpci_stop_and_remove_bus_device\(pdev\);$/{N;s/(.*)\n(.*)/\2\n\1/}
