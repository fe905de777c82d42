# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The drop-eligible bit of a tag is lost.
# file: include/mana/tx_oob.h
s/meta->tci \& BIT\(12\) \? MANA_OOB2_DEI : 0/0/
