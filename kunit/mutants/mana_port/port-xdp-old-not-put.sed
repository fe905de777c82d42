# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The old program is held for ever.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\t\tbpf_prog_put\(old\);$/\t\t;/
