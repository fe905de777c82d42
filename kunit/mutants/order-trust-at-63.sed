# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# One completion fewer than wanted is trusted.
# file: include/mana/cqe.h
s/if \(\*agreed == MANA_RX_TRUST\)/if (*agreed >= MANA_RX_TRUST - 1)/
