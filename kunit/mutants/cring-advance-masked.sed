# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The counter stays inside the ring: no pass after the first.
# file: include/mana/ring.h
s/^\tring->ctr\+\+;/\tring->ctr = (ring->ctr \& ~((1U << ring->entries_shift) - 1)) | ((ring->ctr + 1) \& ((1U << ring->entries_shift) - 1));/
