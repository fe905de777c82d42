# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The memory of a request that is done.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/^\tkfree\(rescan\);$//
