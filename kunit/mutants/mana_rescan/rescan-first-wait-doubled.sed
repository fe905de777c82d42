# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The second try comes too late.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/MANA_REMEDY_WAIT, tries\+\+/MANA_REMEDY_WAIT, ++tries/
