# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What does not come back at once stays away.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^void mana_adapter_resume\(/,/^}/{/^\t\tif \(err\)$/{N;d}}
