# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A packet without offload is given a checksum.
# file: include/mana/tx_oob.h
s/^\tif \(meta->csum == MANA_TX_CSUM_NONE\)/\tif (0)/
