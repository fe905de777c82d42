# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An answer shorter than its header is read.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/bytes < sizeof\(\*resp\) \|\| bytes > /bytes > /
