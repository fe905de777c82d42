# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The pause grows without end.
# file: drivers/net/ethernet/microsoft/mana/recovery.c
s/min_t\(u32, delay, MANA_RECOVERY_MAX_MS\)/delay/
