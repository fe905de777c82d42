# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The own request, read back, is an answer.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc_layout.h
s/!\(header \& SMC_HDR_RESPONSE\) \|\|/0 ||/
