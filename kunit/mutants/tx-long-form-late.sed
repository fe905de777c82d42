# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An offset of 256 goes into the 8 bits of the short form.
# file: include/mana/tx_oob.h
s/meta->vport_offset > MANA_SHORT_VPORT_MAX;/meta->vport_offset > 0x100;/
