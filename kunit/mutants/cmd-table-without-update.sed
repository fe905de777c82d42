# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A table is sent that is not to be taken.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/steer->update_indir && i </i </
