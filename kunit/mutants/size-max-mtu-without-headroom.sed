# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The room before the packet is forgotten.
# file: include/mana/sizing.h
s/MANA_BUF_ALIGN\) - headroom -$/MANA_BUF_ALIGN) - (headroom ? 64 : 0) -/
