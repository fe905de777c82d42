# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A late answer is taken for that of the next request.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/resp->activity_id != req->activity_id \|\|/0 ||/
