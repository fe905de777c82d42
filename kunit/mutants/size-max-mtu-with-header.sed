# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A header is taken for payload.
# file: include/mana/sizing.h
/^static inline u32 mana_rx_max_mtu\(/,/^}/s/^\t       ETH_HLEN;$/\t       0;/
