# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A lock that was not initialised.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/^\tmutex_init\(&ad->group\.lock\);$//
