# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A packet begins where it did before the program.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\tframe->headroom = xdp\.data - xdp\.data_hard_start;$//
