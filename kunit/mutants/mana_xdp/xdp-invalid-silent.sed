# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A verdict that is none passes without a word.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\tbpf_warn_invalid_xdp_action\(dev, prog, act\);$//
