# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A service brings up what was suspended.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^void mana_adapter_suspend\(/,/^}/s/^\tcancel_delayed_work_sync\(&ad->service\);$//
