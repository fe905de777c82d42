# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The header is taken for one of 16 bytes.
# file: include/mana/ring.h
s/ALIGN\(GDMA_WQE_HDR_BYTES \+ oob_bytes/ALIGN(16 + oob_bytes/
