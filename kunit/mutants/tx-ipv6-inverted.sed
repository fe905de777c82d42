# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# IPv4 is called IPv6 and the other way round.
# file: include/mana/tx_oob.h
s/meta->ipv6 \? MANA_OOB0_IPV6 : MANA_OOB0_IPV4/meta->ipv6 ? MANA_OOB0_IPV4 : MANA_OOB0_IPV6/
