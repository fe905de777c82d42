# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue that is not let go resets the device.
# file: drivers/net/ethernet/microsoft/mana/recovery.c
s/= MANA_REMEDY_NONE,/= MANA_REMEDY_RESET,/
