# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Silence is told at the first look.
# file: include/mana/ring_watch.h
s/seen->looks == looks \&\&/1 \&\&/
