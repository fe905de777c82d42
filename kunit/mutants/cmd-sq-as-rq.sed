# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Send queues are created as receive queues.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/\.wq_type = cpu_to_le32\(wq->is_sq \?/.wq_type = cpu_to_le32(!wq->is_sq ?/
