# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Headers of a TSO packet are sent as payload.
# file: include/mana/ring.h
s/flags \|= GDMA_WQE_OOB_IN_SGL;/flags |= 0;/
