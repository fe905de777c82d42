# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A second try is rung where the first one was.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.c
s/^\thwc->eq.db = NULL;//
