# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An object that the device does not give up again counts as gone.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
/mana_eth_destroy_wq\(gd, wq->is_sq, \*handle\)\)/{n;s/err = -EBADMSG/err = -EPROTO/}
