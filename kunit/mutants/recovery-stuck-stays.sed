# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A port that the device does not let be bound stays dead.
# file: drivers/net/ethernet/microsoft/mana/recovery.c
s/(MANA_FAULT_QUEUE_STUCK\]\t*= )MANA_REMEDY_RESET/\1MANA_REMEDY_NONE/
