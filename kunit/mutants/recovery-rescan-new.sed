# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A function that never worked is removed.
# file: drivers/net/ethernet/microsoft/mana/recovery.c
s/ \&\& was_up \&\& present;/ \&\& present;/
