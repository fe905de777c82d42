# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A set may take all the memory there is.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s@max\(si_mem_available\(\), 0L\) / 2;@max(si_mem_available(), 0L);@
