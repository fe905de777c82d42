# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A WQE larger than the device takes passes.
# file: include/mana/ring.h
s/desc->num_sge\) > GDMA_WQE_MAX_BYTES\)/desc->num_sge) > 544)/
