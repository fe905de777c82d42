# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The counter starts at 0: pass 1 looks empty for ever.
# file: include/mana/ring.h
s/ring->ctr = entries;/ring->ctr = 0;/
