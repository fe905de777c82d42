# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An answer with an activity id that was never given is waited past.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/^\tif \(\*odd \& HWC_ODD_ACTIVITY.*/\tif (*odd \& HWC_ODD_ACTIVITY)/
