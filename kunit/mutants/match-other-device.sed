# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Another device's answer is taken.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/^\t    resp->dev_id != req->dev_id\)/\t    0)/
