# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The memory of a claim that is refused.
# file: drivers/net/ethernet/microsoft/mana/eth/claim.c
/^\tif \(err\)$/{N;d}
