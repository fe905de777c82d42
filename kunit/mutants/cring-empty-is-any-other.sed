# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An overrun looks like an empty ring: the queue hangs in silence.
# file: include/mana/ring.h
s/owner == \(\(pass - 1\) \& 7\) \?/owner != pass ?/
