# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A function whose regions are taken stays enabled.
# file: drivers/net/ethernet/microsoft/mana/main.c
s/^\t\tgoto disable_device;/\t\treturn err;/
