# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Headroom is taken although a page holds fewer buffers then.
# file: include/mana/sizing.h
s/some \* 8 < most \* 7/0/
