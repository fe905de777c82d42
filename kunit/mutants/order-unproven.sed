# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that never named the right buffer is judged by it.
# file: include/mana/cqe.h
s/order->began > MANA_RX_ORDER_PROVEN/order->began/
