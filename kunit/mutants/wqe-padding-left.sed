# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device is shown what an older WQE left.
# file: include/mana/ring.h
s/if \(at % GDMA_WQE_UNIT\)/if (0)/
