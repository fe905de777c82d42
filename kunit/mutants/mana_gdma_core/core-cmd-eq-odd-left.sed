# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue with an impossible id lives on.
# file: drivers/net/ethernet/microsoft/mana/gdma/cmd.c
/^int mana_cmd_create_eq/,/^}/s/^\t\tmana_cmd_disable_eq\(gd, mem, \*id\);//
