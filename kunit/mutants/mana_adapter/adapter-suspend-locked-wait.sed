# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Who suspends waits, with the lock, for who wants it.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^void mana_adapter_suspend\(/,/^}/{/^\tcancel_delayed_work_sync\(&ad->service\);$/{N;s/(.*)\n(.*)/\2\n\1/}}
