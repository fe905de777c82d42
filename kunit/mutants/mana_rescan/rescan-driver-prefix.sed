# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A driver whose name begins alike is taken for this one.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/!strcmp\(driver->name, "mana"\)/!strncmp(driver->name, "mana", 4)/
