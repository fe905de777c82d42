# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A WQE that is refused for want of room moves the head.
# file: include/mana/ring.h
s/return -ENOSPC;/{ ring->head += size \/ GDMA_WQE_UNIT; return -ENOSPC; }/
