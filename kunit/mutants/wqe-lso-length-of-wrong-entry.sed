# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The payload decides the length of the headers.
# file: include/mana/ring.h
s/le32_to_cpu\(desc->sge\[0\]\.size\)\);/le32_to_cpu(desc->sge[1].size));/
