# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A function that is to be removed is tried meanwhile.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^\t\tmana_adapter_set_state\(ad, MANA_ADAPTER_RESCAN\);$/{n;d}
