# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Each poll that goes on tells the position.
# file: include/mana/arm.h
s/\|\| !mana_arm_is_late\(arm, ctr\)\)/|| arm->told == ctr)/
