# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Positions inside of a WQE are taken for its start.
# file: include/mana/cqe.h
s/\(!\(wqe_offset % GDMA_WQE_UNIT\) \&\&/(1 \&\&/
