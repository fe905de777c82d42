# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A page is cut though only one buffer fits.
# file: include/mana/sizing.h
s/if \(buf->bytes <= page_bytes \/ 2\)/if (buf->bytes <= page_bytes)/
