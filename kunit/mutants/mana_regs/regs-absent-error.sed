# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that is gone is taken for a broken one.
# file: drivers/net/ethernet/microsoft/mana/gdma/regs.c
/^int mana_regs_check\(/,/^}/s/return -ENODEV;/return -EPROTO;/
