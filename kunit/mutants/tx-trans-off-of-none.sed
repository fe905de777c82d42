# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An offset without a checksum that starts there.
# file: include/mana/tx_oob.h
s/if \(meta->csum != MANA_TX_CSUM_NONE\)/if (1)/
