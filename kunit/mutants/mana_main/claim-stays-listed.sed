# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A port that was released is still in use, by freed memory.
# file: drivers/net/ethernet/microsoft/mana/eth/claim.c
s/^\t\tlist_del\(&claim->entry\);$/\t\t;/
