# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# One fragment more than a WQE holds.
# file: include/mana/tx_oob.h
s/frags \+ 2 <= MANA_TX_MAX_SGE/frags + 1 <= MANA_TX_MAX_SGE/
