# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Every second entry is skipped.
# file: include/mana/ring.h
s/^\tring->ctr\+\+;/\tring->ctr += 2;/
