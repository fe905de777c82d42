# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A probe without an adapter succeeds.
# file: drivers/net/ethernet/microsoft/mana/main.c
s/^\t\terr = PTR_ERR\(ad\);$//
