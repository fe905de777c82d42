# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Eight packets are read as four.
# file: include/mana/cqe.h
s/mana_rx_take8\(cqe, batch\);/mana_rx_take4(cqe, batch, MANA_RX_PPIS);/
