# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A port without queues is claimed a second time.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^int mana_port_up\(/,/^}/s/^\tif \(!port->claimed\) \{$/\t{/
