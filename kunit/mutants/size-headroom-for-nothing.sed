# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# No buffer may be lost, not even of a large page.
# file: include/mana/sizing.h
s/some \* 8 < most \* 7/some < most/
