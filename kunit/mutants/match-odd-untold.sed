# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An odd activity id is not noted.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/odd \|= HWC_ODD_ACTIVITY;/odd |= 0;/
