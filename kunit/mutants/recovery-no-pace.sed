# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Resets follow one another without a pause.
# file: drivers/net/ethernet/microsoft/mana/recovery.c
s/^\t\tif \(!strikes\)/\t\tif (1)/
