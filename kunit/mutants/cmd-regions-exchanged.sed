# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The rings of both queues are exchanged.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/wq_region = cpu_to_le64\(wq->/wq_region = cpu_to_le64(cq->/; s/cq_region = cpu_to_le64\(cq->/cq_region = cpu_to_le64(wq->/
