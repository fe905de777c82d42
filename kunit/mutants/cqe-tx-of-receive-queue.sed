# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Completions of a receive queue retire packets.
# file: include/mana/cqe.h
s/!\(info \& GDMA_CQE_IS_SQ\) \|\| //
