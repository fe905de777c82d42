# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Completions that were found without event leave the queue unarmed.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc.c
/found = mana_hwc_take_completions/,/^\t\}/{s/mana_cq_ring\(&hwc->cq, true\)/mana_cq_ring(\&hwc->cq, false)/}
