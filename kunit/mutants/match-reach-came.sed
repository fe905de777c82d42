# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An answer is read as far as it came.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/return size < sizeof\(\*resp\) \|\| size > bytes \? bytes : size;/return bytes;/
