# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An offset too large for the short field is cut into it.
# file: include/mana/tx_oob.h
s/if \(is_short\)/if (1)/
