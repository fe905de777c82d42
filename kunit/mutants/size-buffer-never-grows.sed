# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A jumbo packet is received into one page.
# file: include/mana/sizing.h
s/^\t\tbuf->order\+\+;/\t\tbreak;/
