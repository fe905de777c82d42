# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A packet is as long as before the program.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\tframe->len = xdp\.data_end - xdp\.data;$//
