# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The time of calm begins with the last wait, not when the device came up.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/ad->up_at \+ calm/ad->wake_at + calm/
