# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# UDP with IPv6 extensions has no hash.
# file: include/mana/eth_wire.h
s/(MANA_RX_HASH_TYPE\t+GENMASK\()24/\123/
