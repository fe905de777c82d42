# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Rings by default do not mind how little memory there is.
# file: include/mana/sizing.h
s/rx_entries \/= 2;/break;/
