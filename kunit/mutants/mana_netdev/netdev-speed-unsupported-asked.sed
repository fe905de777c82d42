# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that does not know its speed is asked each time.
# file: drivers/net/ethernet/microsoft/mana/eth/port/ethtool.c
s/!err \|\| err == -EOPNOTSUPP/!err/
