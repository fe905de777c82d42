# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A TSO packet without headers passes.
# file: include/mana/ring.h
s/le32_to_cpu\(desc->sge\[0\]\.size\) >= 1/1/
