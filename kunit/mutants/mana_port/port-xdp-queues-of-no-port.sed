# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Queues look for the program elsewhere.
# file: drivers/net/ethernet/microsoft/mana/eth/port/state.c
s/^\t\t\.prog = &port->prog,$/\t\t.prog = NULL,/
