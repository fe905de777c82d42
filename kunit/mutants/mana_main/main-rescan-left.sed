# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A driver that was not registered leaves its queue.
# file: drivers/net/ethernet/microsoft/mana/main.c
/^\terr = pci_register_driver/,/^}/s/^\t\tmana_rescan_exit\(\);$/\t\treturn err;/
