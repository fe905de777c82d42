# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Frames too short for any network pass.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_query.c
s/cfg->max_frame < MANA_FRAME_MIN/0/
