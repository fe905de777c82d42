# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The first failure removes the function.
# file: drivers/net/ethernet/microsoft/mana/recovery.c
s/failures >= MANA_RECOVERY_FAILURES/failures >= 1/
