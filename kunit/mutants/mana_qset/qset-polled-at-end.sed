# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Queues are destroyed while they are polled.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^\t\tnapi_disable\(&pair->napi\);$//
