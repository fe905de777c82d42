# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Every request asks for a reset of the function.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc_layout.h
s/\(reset \? SMC_HDR_RESET_VF : 0\)/SMC_HDR_RESET_VF/
