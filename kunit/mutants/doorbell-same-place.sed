# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# All doorbells go to the start of the page.
# file: include/mana/doorbell.h
s/page \+ offset\);/page);/
