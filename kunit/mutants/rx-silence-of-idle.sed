# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue that nobody sends to is taken for dead.
# file: include/mana/ring_watch.h
s/!tail \|\| tail/tail/
