# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The next entry is looked at instead of one further on.
# file: include/mana/ring.h
s/^\tat\.ctr \+= ahead;//
