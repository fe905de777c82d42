# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A function-level reset is the end of the network.
# file: drivers/net/ethernet/microsoft/mana/main.c
s/^\t\.reset_done = mana_error_resume,$//
