# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The fault with the highest number decides.
# file: drivers/net/ethernet/microsoft/mana/recovery.c
s/ \&\& mana_remedies\[why\] > worst\)/)/
