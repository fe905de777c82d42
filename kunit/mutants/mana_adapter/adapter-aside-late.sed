# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Whoever is above learns of a reset when packets are lost.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^\tif \(delay_ms\)$/{N;d}
