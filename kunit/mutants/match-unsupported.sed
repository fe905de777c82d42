# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What the device does not know is called broken.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/return -EOPNOTSUPP;/return -EPROTO;/
