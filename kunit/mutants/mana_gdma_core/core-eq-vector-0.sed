# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Data comes by the vector of the channel.
# file: drivers/net/ethernet/microsoft/mana/gdma/eq.c
s/index % gd->info.data_vectors \+ 1/index % gd->info.data_vectors/
