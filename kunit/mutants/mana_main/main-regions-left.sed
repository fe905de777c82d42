# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Regions stay claimed when there is no adapter.
# file: drivers/net/ethernet/microsoft/mana/main.c
/^\tad = mana_adapter_create/,/^\t\}/s/goto release_regions;/goto disable_device;/
