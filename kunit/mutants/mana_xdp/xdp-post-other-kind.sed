# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The record does not say whose it is.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\*slot = \*what;$/\tslot->page = what->page;\n\tslot->maps = what->maps;/
