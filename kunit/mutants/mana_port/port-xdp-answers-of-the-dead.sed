# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The dead are waited for once more.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
s/^\tif \(!old->cfg\.xdp \|\| !sends\)$/\tif (!old->cfg.xdp)/
