# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that kept its queues may write into memory that was freed.
# file: drivers/net/ethernet/microsoft/mana/gdma/life.c
s|^\t\tgd->unconfirmed = err != -ENODEV;||
