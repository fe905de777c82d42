# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A refused registration is undone.
# file: drivers/net/ethernet/microsoft/mana/gdma/cmd.c
/^int mana_gdma_register/,/^}/{s/^\tgd->registered = true;//;s/^\tint err;/&\n\n\tgd->registered = true;/}
