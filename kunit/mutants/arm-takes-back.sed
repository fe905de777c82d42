# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The position is told without arming although an event is outstanding.
# file: include/mana/arm.h
s/return READ_ONCE\(arm->armed\) \? MANA_ARM_ASK : MANA_ARM_TELL;/return MANA_ARM_TELL;/
