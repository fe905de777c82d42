# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A WQE without a list passes.
# file: include/mana/ring.h
s/if \(!desc->num_sge \|\|/if (/; s/^\tif \($/\tif (0 ||/
