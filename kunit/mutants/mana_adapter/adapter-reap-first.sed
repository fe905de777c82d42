# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Memory is freed that the device may still write to.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^static void mana_adapter_down\(/,/^}/{/^\tmana_gdma_stop\(ad->gd\);$/{N;s/(.*)\n(.*)/\2\n\1/}}
