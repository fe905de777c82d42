# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An MSS that does not fit passes and is cut.
# file: include/mana/ring.h
s/client_data_unit >> 14/client_data_unit >> 15/
