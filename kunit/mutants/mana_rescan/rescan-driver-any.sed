# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What got another driver meanwhile is removed from it.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/return driver && !strcmp\(driver->name, "mana"\);/return driver;/
