# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What programs answered last is lost.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^\tmana_qset_fence\(old\);$/,/^}/s/^\tmana_port_drain_tx\(port, old\);$//
