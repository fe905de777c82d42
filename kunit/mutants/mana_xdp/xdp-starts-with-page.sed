# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The packet is looked for at the start of its page.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/xdp_prepare_buff\(&xdp, page_address\(slot->page\) \+ slot->offset,/xdp_prepare_buff(\&xdp, page_address(slot->page),/
