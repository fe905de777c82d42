# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An MSS of 16384 passes and is cut to 0.
# file: include/mana/tx_oob.h
s/mss <= MANA_TX_MAX_MSS \&\&/1 \&\&/
