# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Who is woken does not see why, and waits on.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
/^\tWRITE_ONCE\(mana_rescan_leaving, true\);$/{N;s/(.*)\n(.*)/\2\n\1/}
