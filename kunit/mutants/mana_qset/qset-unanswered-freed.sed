# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A creation without answer counts as refused.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^\t\tmana_qset_note_unanswered\(set, err\);$//
