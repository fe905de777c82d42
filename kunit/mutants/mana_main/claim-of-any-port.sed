# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# One port of a device is used at a time.
# file: drivers/net/ethernet/microsoft/mana/eth/claim.c
s/ && claim->index == index\)/)/
