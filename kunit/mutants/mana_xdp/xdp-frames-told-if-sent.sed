# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device is not told when the last batch is empty.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tif \(flush\)$/\tif (flush \&\& sent)/
