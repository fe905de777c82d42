# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Each refusal counts as success.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/ \? -EOPNOTSUPP : -EPROTO;/ ? -EOPNOTSUPP : 0;/
