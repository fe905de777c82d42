# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Events after the end are taken.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/boot->done \|\| \+\+boot/++boot/
