# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Only two of three owner bits count: pass 4 looks like pass 0.
# file: include/mana/ring.h
s/(entries_shift\)) \& 7;/\1 \& 3;/
