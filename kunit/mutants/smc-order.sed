# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Completion and event queue are exchanged.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc_layout.h
s/\(u64\)ring\[i\]/(u64)ring[i < 2 ? 1 - i : i]/
