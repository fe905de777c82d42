# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The largest WQE has 1024 bytes.
# file: include/mana/gdma_wire.h
s/(GDMA_WQE_MAX_BYTES\t)512/\11024/
