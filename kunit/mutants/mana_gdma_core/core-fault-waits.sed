# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A fault leaves who waits waiting.
# file: drivers/net/ethernet/microsoft/mana/gdma/state.c
s/case MANA_FAULT_RESET_REQUEST:/case MANA_FAULT_COUNT:/
