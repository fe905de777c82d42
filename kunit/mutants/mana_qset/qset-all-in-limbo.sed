# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What the device let go waits for its stop.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^\tif \(!set->stuck\) \{$/\tif (0) {/
