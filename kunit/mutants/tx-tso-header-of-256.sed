# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Headers of 256 bytes pass and disable the queue.
# file: include/mana/tx_oob.h
s/hdr <= MANA_TX_MAX_HDR/hdr <= 256/
