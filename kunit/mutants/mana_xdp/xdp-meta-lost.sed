# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What a program left before a packet is forgotten.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\tframe->meta = xdp\.data - xdp\.data_meta;$//
