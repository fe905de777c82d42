# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The top bit of the tail is lost: the queue stalls at 2 GiB.
# file: include/mana/doorbell.h
s/GDMA_DB_WQ_TAIL, tail_bytes/GDMA_DB_TAIL, tail_bytes/
