# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A request that the device does not know is like any refusal.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/ \? -EOPNOTSUPP : -EPROTO;/ ? -EPROTO : -EPROTO;/
