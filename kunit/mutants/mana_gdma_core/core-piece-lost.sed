# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Memory that is in pieces is given back in part.
# file: drivers/net/ethernet/microsoft/mana/gdma/mem.c
s/for \(; limbo->count; limbo->count--, piece\+\+\)/for (; limbo->count; limbo->count -= limbo->count, piece++)/
