# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An answer is taken although the device had no buffer.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc.c
s/if \(mana_wring_free\(&hwc->rq.ring\) == hwc->rq.ring.bytes\)/if (0)/
