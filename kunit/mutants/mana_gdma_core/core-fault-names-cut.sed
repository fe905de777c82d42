# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The names of all faults at once are longer than their line.
# file: include/mana/gdma.h
s/(MANA_FAULT_NAMES_BYTES\t)160/\1128/
