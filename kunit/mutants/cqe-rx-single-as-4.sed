# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A single packet is followed by what stands behind it.
# file: include/mana/cqe.h
s/mana_rx_take4\(cqe, batch, 1\)/mana_rx_take4(cqe, batch, 4)/
