# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A counter of a device that was reset falls back.
# file: include/mana/grow.h
s/\(now >= \*last \? now - \*last : now\)/now - *last/
