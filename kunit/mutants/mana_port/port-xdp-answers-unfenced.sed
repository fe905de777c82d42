# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Answers to packets on their way are not waited for.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^\t\/\* 10/,/^}/{s/^\tmana_qset_fence\(old\);$//}
