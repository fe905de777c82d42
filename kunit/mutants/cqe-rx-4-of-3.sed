# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The last packet of four is lost.
# file: include/mana/cqe.h
s/mana_rx_take4\(cqe, batch, MANA_RX_PPIS\)/mana_rx_take4(cqe, batch, 3)/
