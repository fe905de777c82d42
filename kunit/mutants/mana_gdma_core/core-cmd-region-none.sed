# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A region without handle is taken for none.
# file: drivers/net/ethernet/microsoft/mana/gdma/cmd.c
/if \(mem->region == GDMA_NO_REGION\) \{/,/\}/s/^\t\tmem->unsure = true;//
