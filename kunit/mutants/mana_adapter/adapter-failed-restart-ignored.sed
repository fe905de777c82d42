# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A port whose restart failed stays as it is.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^static void mana_adapter_recover\(/,/^}/s/remedy = MANA_REMEDY_RESET;/remedy = MANA_REMEDY_NONE;/
