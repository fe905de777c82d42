# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Version 2, in which hash types are not known.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/mana_eth_versions\(\&req->hdr, 5, 2\)/mana_eth_versions(\&req->hdr, 2, 2)/
