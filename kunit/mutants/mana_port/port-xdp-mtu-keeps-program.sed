# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# With a large MTU a program does not go.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\tif \(prog && port->dev->mtu >/\tif (port->dev->mtu >/
