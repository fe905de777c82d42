# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Headroom for tunnels costs larger buffers.
# file: include/mana/sizing.h
s/large.bytes == small.bytes \? most : least/most/
