# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An answer is taken without the lock of who asked.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc.c
/^static void mana_hwc_rx/,/^}/{/spin_(lock|unlock)\(/d}
