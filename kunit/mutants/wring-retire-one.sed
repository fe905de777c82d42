# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A completion gives back one unit whatever the size of its WQE.
# file: include/mana/ring.h
s/ring->tail \+ units\)/ring->tail + 1)/
