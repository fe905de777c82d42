# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Completions that agree do not end the row.
# file: include/mana/cqe.h
s/if \(tail != order->next \|\|/if (/
