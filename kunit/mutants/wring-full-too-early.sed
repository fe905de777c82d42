# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The last bytes of the ring are never used.
# file: include/mana/ring.h
s/if \(size > mana_wring_free\(ring\)\)/if (size >= mana_wring_free(ring))/
