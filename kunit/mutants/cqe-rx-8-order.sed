# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The hashes of a pair are exchanged.
# file: include/mana/cqe.h
s/i % 2 \? pair->hash1/i % 2 == 0 ? pair->hash1/
