# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A second try begins although the first channel lives.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.c
s/if \(err && err != -EPROTO\)/if (err == -ENODEV)/
