# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An absurd count wraps the size around to something small.
# file: include/mana/ring.h
s/desc->num_sge > GDMA_WQE_MAX_BYTES \/ sizeof\(struct gdma_sge\)/0/
