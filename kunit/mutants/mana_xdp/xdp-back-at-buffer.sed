# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Sent is what lay at the head of the buffer.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/ \+ \(xdp->data - page_address\(page\)\);$/ + (xdp->data_hard_start - page_address(page));/
