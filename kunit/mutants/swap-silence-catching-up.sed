# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A port that caught up with the device is taken for silent.
# file: include/mana/swap_watch.h
s/\(s64\)\(missing - watch->missing\)/(missing - watch->missing)/
