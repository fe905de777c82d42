# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Eight packets are allowed, four are not.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/cqe_coalescing >= 4/cqe_coalescing == 4/
