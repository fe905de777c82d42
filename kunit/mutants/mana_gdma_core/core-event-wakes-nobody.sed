# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Who waits for a test event sleeps on.
# file: drivers/net/ethernet/microsoft/mana/gdma/event.c
s/^\t\twake_up_all\(&eq->gd->wake\);//
