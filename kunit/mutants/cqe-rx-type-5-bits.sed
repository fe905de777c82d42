# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Types from 32 on look like others.
# file: include/mana/eth_wire.h
s/(MANA_CQE0_TYPE\t+GENMASK\()5/\14/
