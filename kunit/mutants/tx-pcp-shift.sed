# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The priority of a tag is shifted by one.
# file: include/mana/tx_oob.h
s/meta->tci >> 13/meta->tci >> 12/
