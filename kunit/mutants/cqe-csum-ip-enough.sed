# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A good IP checksum is taken for a good packet.
# file: include/mana/cqe.h
s/^\t       \(l4 == MANA_RX_TCP_GOOD \|\| l4 == MANA_RX_UDP_GOOD\);/\t       1;/
