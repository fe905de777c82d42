# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that counts units is accused.
# file: include/mana/cqe.h
s/^\tif \(!\(\(wqe_offset \^ tail\) \& mask\) \|\|/\tif (0 ||/
