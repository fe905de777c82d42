# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The offset stands in both fields.
# file: include/mana/tx_oob.h
s/if \(!is_short\)/if (1)/
