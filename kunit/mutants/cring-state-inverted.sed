# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What is new is called an overrun and the other way round.
# file: include/mana/ring.h
s/return MANA_CRING_VALID;/return MANA_CRING_OVERRUN;/
