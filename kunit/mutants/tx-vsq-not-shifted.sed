# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The low bits of the queue stand where its frame belongs.
# file: include/mana/tx_oob.h
s/meta->sq_id >> MANA_VSQ_FRAME_SHIFT/meta->sq_id/
