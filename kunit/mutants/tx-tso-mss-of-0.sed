# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An MSS of 0 passes.
# file: include/mana/tx_oob.h
s/\&\& mss \&\&/\&\&/
