# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Work is waited for while the earlier client is still there.
# file: drivers/net/ethernet/microsoft/mana/gdma/state.c
/^void mana_gdma_set_client/,/^}/s/^\tgd->ops = NULL;//
