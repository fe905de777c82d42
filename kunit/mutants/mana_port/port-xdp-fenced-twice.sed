# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The old set is fenced again at its end.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^\t\/\* 10/,/^}/{s/^\told->steered = false;$//}
