# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device is off before it is deregistered.
# file: drivers/net/ethernet/microsoft/mana/gdma/life.c
/^void mana_gdma_stop/,/^}/{s/^\tmana_gdma_deregister\(gd\);//;s/^\tatomic_set.*/&\n\tmana_gdma_deregister(gd);/}
