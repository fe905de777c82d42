# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What the wire received counts as sent, and the other way round.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_query.c
s/resp\.packets\[tc\]\[dir\]/resp.packets[tc][!dir]/
