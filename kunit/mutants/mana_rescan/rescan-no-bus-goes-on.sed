# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A bus that is gone is looked for without end.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
/^\tif \(!bus\)$/{N;s/true/false/}
