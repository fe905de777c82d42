# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The segments of a TSO packet have no IP checksum.
# file: include/mana/tx_oob.h
s/^\tif \(meta->tso\)/\tif (0)/
