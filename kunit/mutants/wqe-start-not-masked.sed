# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A WQE of the second lap is written behind the ring.
# file: include/mana/ring.h
s/at = mana_wring_db_tail\(ring\) \& mask;/at = mana_wring_db_tail(ring) \& (mask * 2 + 1);/
