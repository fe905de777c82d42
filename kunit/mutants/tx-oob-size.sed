# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The long form is said to have 8 bytes.
# file: include/mana/tx_oob.h
s/^\treturn GDMA_OOB_LONG;/\treturn GDMA_OOB_SHORT;/
