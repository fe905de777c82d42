# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Too large an id reaches the neighbouring field.
# file: include/mana/doorbell.h
s/\(value << __builtin_ctzll\(mask\)\) \& mask/value << __builtin_ctzll(mask)/
