# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Packets leave by another port.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\t\.vport_offset = tx->vport_offset,$//
