# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An error of the slot that is over resets the device.
# file: drivers/net/ethernet/microsoft/mana/recovery.c
s/return frozen \? /return 1 ? /
