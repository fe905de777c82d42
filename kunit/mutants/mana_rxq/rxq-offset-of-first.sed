# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Every buffer of a page begins where the first one does.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rxbuf.c
s/^\t\t\t\t       slot->offset \+ rx->buf\.headroom\),$/\t\t\t\t       rx->buf.headroom),/
