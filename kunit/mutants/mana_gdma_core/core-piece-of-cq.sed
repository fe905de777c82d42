# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A completion ring is used as if it were in one piece.
# file: drivers/net/ethernet/microsoft/mana/gdma/queue.c
/cq->ring.pieces = /d
