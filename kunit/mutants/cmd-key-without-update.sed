# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The key is sent though it does not change.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/^\tif \(steer->update_key\)/\tif (1)/
