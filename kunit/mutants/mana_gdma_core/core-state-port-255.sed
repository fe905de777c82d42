# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The last port stands for all.
# file: drivers/net/ethernet/microsoft/mana/gdma/state.c
s/if \(vport >= MANA_LINK_PORTS\)/if (vport >= MANA_LINK_PORTS - 1)/
