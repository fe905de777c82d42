# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The top bit of a VLAN id is lost.
# file: include/mana/tx_oob.h
s/meta->tci \& 0xfff\)/meta->tci \& 0x7ff)/
