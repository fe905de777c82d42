# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The PCI core is at work on the same bus.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/^\tpci_(un)?lock_rescan_remove\(\);$//
