# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Receive queues get the time of send queues.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/cq_end.c
s/rx\.end\.cq, rx->usecs/rx.end.cq, tx->usecs/
