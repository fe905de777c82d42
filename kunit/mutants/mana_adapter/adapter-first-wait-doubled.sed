# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Missing ports are first looked at after 20 s.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/ad->port_tries\+\+/++ad->port_tries/
