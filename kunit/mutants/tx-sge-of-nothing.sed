# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An SGE is counted for a linear part that holds headers only.
# file: include/mana/tx_oob.h
s/\(linear > hdr \? 1 : 0\)/1/
