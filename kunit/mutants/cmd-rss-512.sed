# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A table that no request can carry is taken.
# file: include/mana/eth_wire.h
s/(MANA_INDIR_MAX\t+)256/\1512/
