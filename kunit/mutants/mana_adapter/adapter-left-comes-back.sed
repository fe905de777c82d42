# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A shut-down adapter is brought up again.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/^\t\t\[MANA_ADAPTER_LEAVING\] = true,$/&\n\t\t[MANA_ADAPTER_DOWN] = true,/
