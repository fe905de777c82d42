# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An answer of a newer version is believed.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc_layout.h
s/FIELD_GET\(SMC_HDR_VERSION, header\) \|\|/0 ||/
