# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What is made visible begins at the headroom.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/slot->offset \+ frame\.headroom, len\);/slot->offset, len);/
