# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A bring-up that ends because the driver leaves is tried again.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^\tif \(READ_ONCE\(ad->leaving\)\)$/{N;d}
