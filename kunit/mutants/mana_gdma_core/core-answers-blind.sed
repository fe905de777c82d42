# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# After a reset of its slot nobody looks whether the device answers.
# file: drivers/net/ethernet/microsoft/mana/gdma/life.c
s/return mana_gdma_present\(gd\) && !mana_regs_gone\(gd\);/return true;/
