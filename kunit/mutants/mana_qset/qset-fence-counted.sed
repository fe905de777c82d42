# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A fence that was refused is waited for by completions.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^\tif \(err == -EPROTO \|\| err == -EOPNOTSUPP\)$/\tif (err == -EPROTO)/
