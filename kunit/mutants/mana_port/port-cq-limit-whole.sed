# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A pair takes one completion queue.
# file: drivers/net/ethernet/microsoft/mana/eth/port/port.c
s/limits->max_cq \/ 2/limits->max_cq/
