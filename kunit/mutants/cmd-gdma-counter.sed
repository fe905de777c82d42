# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The last counter stands where Linux has others.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_query.c
s/MANA_GF_TX_INVAL_OOB, MANA_GF_TX_BYTES,/MANA_GF_TX_INVAL_OOB, MANA_GF_TX_GDMA,/; s/^\tMANA_GF_TX_GDMA,$/\tMANA_GF_TX_BYTES,/
