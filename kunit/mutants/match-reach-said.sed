# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An answer is read as far as it says.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/ \|\| size > bytes \? bytes/ ? bytes/
