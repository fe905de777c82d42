# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An offset that does not fit into an OOB is taken.
# file: include/mana/eth_wire.h
s/(MANA_VPORT_OFFSET_MAX\t)0xfffU/\10x1fffU/
