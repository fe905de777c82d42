# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Programs are looked up without RCU.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/poll.c
s/^\trcu_read_lock\(\);$//
s/^\trcu_read_unlock\(\);$//
