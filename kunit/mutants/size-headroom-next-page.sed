# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A larger page is taken for it.
# file: include/mana/sizing.h
s/^\t\treturn large->order != small->order;/\t\treturn false;/
