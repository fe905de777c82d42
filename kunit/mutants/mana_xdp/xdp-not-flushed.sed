# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What was given away stays in its queues.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/poll.c
s/^\tmana_xdp_flush\(pair\);$//
