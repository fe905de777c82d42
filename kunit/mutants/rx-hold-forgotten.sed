# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Queues are replaced again and again for nothing.
# file: include/mana/ring_watch.h
s/^\thold->left = hold->looks;//
