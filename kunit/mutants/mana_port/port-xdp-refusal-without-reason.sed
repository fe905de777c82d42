# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Nobody learns why there is no program.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/"no XDP program: %s",$/"no XDP program: %.0s",/
