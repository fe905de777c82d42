# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The moderation at creation is lost.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/cpu_to_le16\(mod->usecs\)/0/
