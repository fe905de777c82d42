# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A truncated packet goes up.
# file: include/mana/cqe.h
s/return MANA_RX_CUT;/return MANA_RX_PACKETS;/
