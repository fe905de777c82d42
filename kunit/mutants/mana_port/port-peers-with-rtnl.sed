# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Neighbours are told with rtnl held.
# file: drivers/net/ethernet/microsoft/mana/eth/port/port.c
/^void mana_port_set_link\(/,/^}/{/^\trtnl_unlock\(\);$/d;s/^\t\tmana_port_tell_peers\(dev\);$/&\n\trtnl_unlock();/}
