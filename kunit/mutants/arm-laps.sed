# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device is told after eight laps, when it has lost count.
# file: include/mana/arm.h
s/MANA_ARM_LAPS	4/MANA_ARM_LAPS	8/
