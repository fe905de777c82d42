# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Offsets that are off by anything are in a row.
# file: include/mana/cqe.h
s/^\t    \(units != order->units \&\& bytes != order->bytes\)\)/\t    0)/
