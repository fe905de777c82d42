# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The size code of the OOB is not divided by four.
# file: include/mana/ring.h
s/desc->oob_bytes \/ 4\)/desc->oob_bytes)/
