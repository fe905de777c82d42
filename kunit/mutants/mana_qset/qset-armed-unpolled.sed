# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Events are asked for before anybody polls.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
/^static int mana_pair_create/,/^}/{/napi_enable/d;s/^\tmana_pair_arm\(pair\);$/&\n\tnapi_enable(\&pair->napi);/}
