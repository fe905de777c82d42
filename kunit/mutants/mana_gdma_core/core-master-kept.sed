# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that was stopped may still write to memory.
# file: drivers/net/ethernet/microsoft/mana/gdma/life.c
/pci_clear_master/d
