# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The port's own budget is not kept.
# file: include/mana/sizing.h
s/min\(most, vport\)/most/
