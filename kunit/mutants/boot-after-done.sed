# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Items told after the end change what was believed.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/return !boot->done \&\&/return/
