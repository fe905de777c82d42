# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A reset is asked for a device that will not be back.
# file: drivers/net/ethernet/microsoft/mana/main.c
s/pci_channel_io_perm_failure/pci_channel_io_frozen/
