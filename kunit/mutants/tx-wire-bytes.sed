# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The headers of all segments are counted, also of the first.
# file: include/mana/tx_oob.h
s/\(segs - 1\) \* hdr/segs * hdr/
