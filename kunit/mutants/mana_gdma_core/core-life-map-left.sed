# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# BAR0 stays mapped when preparation fails.
# file: drivers/net/ethernet/microsoft/mana/gdma/life.c
/^unmap:/{n;s/.*//}
