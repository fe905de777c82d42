# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Queues are numbered from the channel on.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
s/^\t\t\t index - 1, pci_name/\t\t\t index, pci_name/
