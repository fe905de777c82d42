# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Removal waits until a mute device was given up.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^static void mana_adapter_leave\(/,/^}/{/^\tmana_gdma_abort\(ad->gd\);$/d;s/^\tmana_gdma_set_client/\tmana_gdma_abort(ad->gd);\n&/}
