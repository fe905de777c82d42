# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A reset that another function of the slot wanted finds the device at work.
# file: drivers/net/ethernet/microsoft/mana/main.c
/^static pci_ers_result_t mana_slot_reset/,/^}/s/^\tmana_adapter_suspend\(ad, true\);$//
