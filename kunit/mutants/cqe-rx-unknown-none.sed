# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A completion of an unknown type used up no buffer.
# file: include/mana/cqe.h
/default:/,/return MANA_RX_UNKNOWN/ s/batch->num = 1/batch->num = 0/
