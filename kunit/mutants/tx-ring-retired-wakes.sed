# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The old ring wakes the queue of the new one.
# file: include/mana/tx_ring.h
s/!frozen && !retired/!frozen/
