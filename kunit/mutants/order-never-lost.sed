# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Offsets that are off for good are only counted.
# file: include/mana/cqe.h
s/order->row == MANA_RX_ORDER_ROW;/0;/
