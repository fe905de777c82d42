# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# News of a link while ports come and go.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^static void mana_adapter_link\(/,/^}/s/^\tmutex_(un)?lock\(&ad->lock\);$//
