# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An offset in bytes does not agree.
# file: include/mana/cqe.h
s/wqe_offset \/ GDMA_WQE_UNIT \^ tail/wqe_offset ^ tail/
