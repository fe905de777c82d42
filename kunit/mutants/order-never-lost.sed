# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A completion that was lost is never missed.
# file: include/mana/cqe.h
s/if \(\*agreed == MANA_RX_TRUST\)/if (0)/
