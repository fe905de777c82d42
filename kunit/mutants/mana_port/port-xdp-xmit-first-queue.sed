# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# All CPUs share one queue.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/index = smp_processor_id\(\) % set->cfg\.num_queues;/index = 0;/
