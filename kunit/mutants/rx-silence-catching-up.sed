# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Packets that came later count as missing.
# file: include/mana/ring_watch.h
s/\(s64\)\(READ_ONCE/(u64)(READ_ONCE/
