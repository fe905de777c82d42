# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A fault has missing ports looked at, too.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^static void mana_adapter_complete\(/,/^}/{/^\tif \(mana_adapter_waits\(ad\)\)$/{N;d}}
