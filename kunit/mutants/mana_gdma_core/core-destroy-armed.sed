# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The channel is destroyed while interrupts still find its queue.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.c
/^	mana_vector_detach\(&hwc->eq\);/d
