# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue is silent although no packet is missing.
# file: include/mana/ring_watch.h
s/^\t    MANA_RX_SILENT_MISSING\) \{/\t    0) {/
