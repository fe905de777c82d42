# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Completions of other receive queues are taken.
# file: include/mana/cqe.h
s/if \(\(info \& GDMA_CQE_IS_SQ\) \|\| \(info \& GDMA_CQE_WQ_ID\) != rq_id\)/if (info \& GDMA_CQE_IS_SQ)/
