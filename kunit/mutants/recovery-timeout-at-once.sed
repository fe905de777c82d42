# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A dead channel is made anew at once.
# file: drivers/net/ethernet/microsoft/mana/recovery.c
s/(MANA_FAULT_HWC_TIMEOUT\]\t*= )MANA_REMEDY_WAIT/\1MANA_REMEDY_RESET/
