# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Mappings of neighbours overlap.
# file: include/mana/tx_ring.h
s/2 \* unit \+ n/unit + n/
