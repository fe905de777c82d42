# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What was taken late counts as missing for ever.
# file: include/mana/ring_watch.h
/^\t    MANA_RX_SILENT_MISSING\) \{$/,/^\t\treturn/s/^\t\tseen->lacks = 0;$//
