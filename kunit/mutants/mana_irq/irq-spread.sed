# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The first CPU of the node serves no queue.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
s/index \? index - 1 : 0,/index,/
