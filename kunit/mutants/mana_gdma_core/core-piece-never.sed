# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Without a contiguous block there is no ring.
# file: drivers/net/ethernet/microsoft/mana/gdma/mem.c
s/while \(!limbo \&\& /while (0 \&\& /
