# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device is told to compute an IP checksum that is there.
# file: include/mana/tx_oob.h
s/^\tif \(meta->tso\)/\tif (1)/
