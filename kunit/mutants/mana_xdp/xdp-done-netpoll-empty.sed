# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Netpoll does not see what it frees.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/txdone.c
s/^\t       \(tx->wq\.ring\.tail != smp_load_acquire\(&tx->rung\) &&$/\t       (tx->wq.ring.tail == smp_load_acquire(\&tx->rung) ||/
