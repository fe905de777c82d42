# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Programs do not run.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/unlikely\(rx->xdp\) && !mana_xdp_run/false \&\& !mana_xdp_run/
