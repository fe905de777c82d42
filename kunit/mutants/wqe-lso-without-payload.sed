# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A TSO packet without payload passes and disables the queue.
# file: include/mana/ring.h
s/desc->num_sge >= 2 \&\& //
