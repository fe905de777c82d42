# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Two stores of 32 bits: the device sees a doorbell of half a value.
# file: include/mana/doorbell.h
s/^\twriteq\(value, page \+ offset\);/\twritel((u32)value, page + offset); writel((u32)(value >> 32), page + offset + 4);/
