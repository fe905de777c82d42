# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The checksum of UDP is put where that of TCP is.
# file: include/mana/tx_oob.h
s/MANA_OOB0_CSUM_UDP;/MANA_OOB0_CSUM_TCP;/
