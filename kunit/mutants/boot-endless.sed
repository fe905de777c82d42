# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that goes on and on is listened to.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/\+\+boot->events > HWC_BOOT_MAX_EVENTS/++boot->events > HWC_BOOT_MAX_EVENTS * 2/
