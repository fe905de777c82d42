# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The last dwords of the OOB are what the stack held.
# file: include/mana/tx_oob.h
s/^\toob\[4\] = 0;//
