# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The last kind of error is not known.
# file: include/mana/eth_wire.h
s/(MANA_CQE_TX_LAST_ERR\t)41/\140/
