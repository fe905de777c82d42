# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Pass 0 expects owner -1 in an empty ring: an overrun out of nothing.
# file: include/mana/ring.h
s/owner == \(\(pass - 1\) \& 7\)/owner == pass - 1/
