# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What carries traffic of another device goes on while the slot is frozen.
# file: drivers/net/ethernet/microsoft/mana/main.c
/case MANA_SLOT_RESET:/,/break/s/true/false/
