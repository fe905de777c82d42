# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The end of the channel is not waited for by who leaves.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc.c
s/if \(type == SMC_ESTABLISH_HWC && /if (/
