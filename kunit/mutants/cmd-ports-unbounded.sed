# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# More ports than there can be are taken.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_query.c
s/cfg->num_ports = min_t\(u16, (le16_to_cpu\(resp\.max_num_vports\)),/cfg->num_ports = (\1);/; /^\t\t\t       MANA_MAX_PORTS\);/d
