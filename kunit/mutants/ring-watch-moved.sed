# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A ring that moves is taken for one that stands.
# file: include/mana/ring_watch.h
s/ctr == seen->ctr \&\& sight/sight/
