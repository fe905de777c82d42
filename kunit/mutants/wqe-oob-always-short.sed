# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Sixteen bytes of a long OOB are not copied.
# file: include/mana/ring.h
s/desc->oob, desc->oob_bytes\);/desc->oob, GDMA_OOB_SHORT);/
