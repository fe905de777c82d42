# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What is not registered is unregistered.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tif \(xdp_rxq_info_is_reg\(&pair->rx\.info\)\)$/\tif (true)/
