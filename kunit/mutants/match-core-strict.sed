# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A core answer must echo what the request said.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/return HWC_ANSWER_GOOD;/return *odd ? HWC_ANSWER_BAD : HWC_ANSWER_GOOD;/
