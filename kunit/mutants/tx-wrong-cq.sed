# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The send queue stands where the completion queue belongs.
# file: include/mana/tx_oob.h
s/MANA_OOB0_VCQ, meta->cq_id/MANA_OOB0_VCQ, meta->sq_id/
