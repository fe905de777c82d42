# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A request that was not answered is taken for a queue that is stuck.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
s/err == -EPROTO && mana_qset_in_limbo/err \&\& mana_qset_in_limbo/
