# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Sizes of OOB that no device knows pass.
# file: include/mana/ring.h
s/desc->oob_bytes != GDMA_OOB_LONG\)/desc->oob_bytes > GDMA_OOB_LONG)/
