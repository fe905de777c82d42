# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A dead queue goes on.
# file: include/mana/cqe.h
s/type <= MANA_CQE_TX_LAST_ERR/type <= MANA_CQE_TX_GDMA_ERR/
