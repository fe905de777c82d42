# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Two different sights are taken for the same.
# file: include/mana/ring_watch.h
s/ \&\& sight == seen->sight//
