# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device is told of the first piece as if it were the whole ring.
# file: drivers/net/ethernet/microsoft/mana/gdma/cmd.c
s/if \(!pieces->piece\)/if (1)/
