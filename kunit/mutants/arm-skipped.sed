# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue that was asked once is not asked again.
# file: include/mana/arm.h
s/ && arm->told == ctr\)\)/))/
