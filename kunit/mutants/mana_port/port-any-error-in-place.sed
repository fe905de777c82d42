# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A set that was not answered is tried again in place.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
s/err == -EPROTO \? -EAGAIN : err;/err ? -EAGAIN : 0;/
