# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The shared info of the largest frame does not fit.
# file: include/mana/sizing.h
s/return ALIGN_DOWN\(page_bytes - shinfo, MANA_BUF_ALIGN\) - headroom -/return page_bytes - shinfo - headroom -/
