# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The first entry of the list is missing.
# file: include/mana/ring.h
s/for \(i = 0; i < desc->num_sge;/for (i = 1; i < desc->num_sge;/
