# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The page is not written.
# file: include/mana/doorbell.h
s/^\twriteq\(value, page \+ offset\);/\t(void)value;/
