# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A tag is asked for in the short form, which has no room for it.
# file: include/mana/tx_oob.h
s/return meta->vlan \|\| /return /
