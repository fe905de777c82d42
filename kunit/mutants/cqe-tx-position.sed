# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The position of an error includes the index of the SGE.
# file: include/mana/eth_wire.h
s/(MANA_TX_CQE_WQE_UNITS\t+GENMASK\(31, )5/\14/
