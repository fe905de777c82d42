# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The long form always inserts a tag.
# file: include/mana/tx_oob.h
s/^\tif \(meta->vlan\)/\tif (1)/
