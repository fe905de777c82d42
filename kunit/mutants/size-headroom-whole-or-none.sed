# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# All of the headroom, or none.
# file: include/mana/sizing.h
s/room -= MANA_BUF_ALIGN\)/room = least)/
