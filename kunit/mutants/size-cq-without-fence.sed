# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A fence has no room in a full queue.
# file: include/mana/sizing.h
s/return 2U << ilog2\(ring_entries\);/return 1U << ilog2(ring_entries);/
