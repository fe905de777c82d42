# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A port that could not be opened again stays closed.
# file: drivers/net/ethernet/microsoft/mana/eth/port/port.c
s/^\tport->reopen = err;$/\tport->reopen = false;/
