# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Looking further on takes entries.
# file: include/mana/ring.h
s/^\tat\.ctr \+= ahead;/\tat.ctr += ahead; ((struct mana_cring *)ring)->ctr++;/
