# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Silence is believed once and never again.
# file: include/mana/ring_watch.h
s/^\t\thold->left--;/\t\t;/
