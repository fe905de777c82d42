# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Units are taken for bytes: the ring seems nearly empty always.
# file: include/mana/ring.h
s/READ_ONCE\(ring->tail\)\) \*$/READ_ONCE(ring->tail)) * 1 +/; s/^\t\t\t     GDMA_WQE_UNIT;/\t\t\t     0;/
