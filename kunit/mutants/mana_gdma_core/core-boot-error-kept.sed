# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Nonsense of a first try fails the second.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.c
/^static void mana_hwc_forget/,/^}/s/^\thwc->boot_error = false;//
