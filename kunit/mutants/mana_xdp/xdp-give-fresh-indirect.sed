# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The buffer that was not needed takes the long way home.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/fresh\.page, true\);$/fresh.page, false);/
