# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Whatever is asked is taken for a program.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\tif \(bpf->command != XDP_SETUP_PROG\)$/\tif (false)/
