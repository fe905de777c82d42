# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# There is no room behind the packet.
# file: include/mana/sizing.h
s/MANA_BUF_ALIGN\) \+ shinfo;/MANA_BUF_ALIGN);/
