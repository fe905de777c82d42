# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Redirects are flushed when their maps may be gone.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/poll.c
s/^\tmana_xdp_flush\(pair\);$//
s/^\trcu_read_unlock\(\);$/&\n\tmana_xdp_flush(pair);/
