# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A fault while queues are replaced is forgotten.
# file: drivers/net/ethernet/microsoft/mana/eth/port/port.c
/^int mana_port_restart\(/,/^}/{/^\tWRITE_ONCE\(port->wants_restart, false\);$/d;s/^\t\terr = mana_port_reconfigure\(port, &port->cfg\);$/&\n\tWRITE_ONCE(port->wants_restart, false);/}
