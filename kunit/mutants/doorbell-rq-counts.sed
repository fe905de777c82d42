# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The receive doorbell says how many WQEs are new.
# file: include/mana/doorbell.h
s/return mana_db_sq\(id, tail_bytes\);/return mana_db_sq(id, tail_bytes) | 1 << 24;/
