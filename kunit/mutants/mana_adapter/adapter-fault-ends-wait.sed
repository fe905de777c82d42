# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A fault brings a device up that asked to be left alone.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^static void mana_adapter_resurrect\(/,/^}/{/^\tif \(mana_adapter_waits\(ad\)\)$/{N;d}}
