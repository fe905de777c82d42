# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# After a reset missing ports are looked at as seldom as before.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/^\tad->port_tries = 0;$//
