# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Of several mappings the first is undone.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/txdone.c
s/i < slot->maps; i\+\+/i < slot->maps \&\& i < 1; i++/
