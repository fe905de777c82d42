# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device may write a byte more than the MTU.
# file: include/mana/sizing.h
s/mtu \+ ETH_HLEN;/mtu + ETH_HLEN + 1;/
