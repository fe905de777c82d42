# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The list stays locked when a port is in use.
# file: drivers/net/ethernet/microsoft/mana/eth/claim.c
s/^\t\terr = -EBUSY;$/\t\treturn kfree(claim), -EBUSY;/
