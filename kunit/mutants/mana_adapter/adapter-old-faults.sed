# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What was wrong with a device before its reset resets it again.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/^\txchg\(&ad->faults, 0\);$//
