# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A window of all ones is taken for a device that left.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc.c
s/ && mana_regs_gone\(gd\)\)/)/
