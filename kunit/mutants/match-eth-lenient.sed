# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Answers to the Ethernet client are believed like core answers.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/< GDMA_ETH_CODES\)/< 0x30000)/
