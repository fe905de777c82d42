# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The sum of all ports is computed in 32 bits.
# file: include/mana/sizing.h
s/\(u64\)own \* ports/own * ports/
