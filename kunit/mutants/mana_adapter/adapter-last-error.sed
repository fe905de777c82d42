# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The error of the last port is told, not of the first.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/first = first \? first : err;/first = err;/
