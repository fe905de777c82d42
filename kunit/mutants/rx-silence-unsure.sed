# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What waits to be taken is taken for lost.
# file: include/mana/ring_watch.h
s/(MANA_RX_SILENT_SURE\t)4/\11/
