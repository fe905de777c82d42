# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Byte queue limits are told of a packet that was not retired.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/txdone.c
s/^\t\tpackets \+= done != 0;$/\t\tpackets++;/
