# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The ports are gone, the device is at work.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^void mana_adapter_destroy\(/,/^}/s/^\tmana_gdma_stop\(ad->gd\);$//
