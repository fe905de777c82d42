# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What a queue lacked before its last packet counts, too.
# file: include/mana/ring_watch.h
/^\t\tseen->looks = 0;$/,/^\t\tseen->missing/s/^\t\tseen->lacks = 0;$//
