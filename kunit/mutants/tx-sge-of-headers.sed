# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The headers are not counted.
# file: include/mana/tx_oob.h
s/\(hdr \? 1 : 0\) \+ //
