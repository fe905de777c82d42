# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# All packets of a completion have the length of the first.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/batch->len\[i\], batch->flags,/batch->len[0], batch->flags,/
