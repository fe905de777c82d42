# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A request that stops delivery asks for coalescing.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/steer->rx \&\& steer->cqe_coalescing >= 4/steer->cqe_coalescing >= 4/
