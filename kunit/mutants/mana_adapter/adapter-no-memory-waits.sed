# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A probe without memory is tried for ever.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/err && err != -ENOMEM/err/
