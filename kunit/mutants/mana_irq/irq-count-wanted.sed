# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Vectors are counted that were not had.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
s/gd->num_vectors = got;/gd->num_vectors = want;/
