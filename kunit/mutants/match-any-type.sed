# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An answer of another type is taken.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/got->msg_type != want->msg_type/0/
