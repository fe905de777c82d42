# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The death of a device is noticed when the fence's time is over.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^#define MANA_FENCE_LOOK_MS\t100$/#define MANA_FENCE_LOOK_MS\t10000/
