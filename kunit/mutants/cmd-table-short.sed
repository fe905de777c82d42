# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The last entry of the table is missing.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/i < steer->num_indir; i\+\+/i + 1 < steer->num_indir; i++/
