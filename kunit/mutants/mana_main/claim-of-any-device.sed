# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A port of one device keeps that of another from being used.
# file: drivers/net/ethernet/microsoft/mana/eth/claim.c
s/claim->gd == gd && //
