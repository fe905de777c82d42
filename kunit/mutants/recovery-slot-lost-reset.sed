# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A slot that is lost for good is waited for.
# file: drivers/net/ethernet/microsoft/mana/recovery.c
s/if \(lost\)/if (lost \&\& !frozen)/
