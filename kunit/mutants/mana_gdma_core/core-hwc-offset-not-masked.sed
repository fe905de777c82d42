# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A place that the device does not mask is odd.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc.c
s/le32_to_cpu\(oob->wqe_offset\) & \(HWC_QUEUE_BYTES - 1\)/le32_to_cpu(oob->wqe_offset)/
