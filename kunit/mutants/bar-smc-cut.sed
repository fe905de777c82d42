# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The shared-memory channel may reach out of the BAR.
# file: drivers/net/ethernet/microsoft/mana/gdma/bar_layout.h
s/bar - offset >= SMC_BYTES/bar - offset >= SMC_BYTES - 4/
