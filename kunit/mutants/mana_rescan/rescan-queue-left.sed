# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The queue stays, and with it what it still runs.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/^\tdestroy_workqueue\(mana_rescan_wq\);$//
