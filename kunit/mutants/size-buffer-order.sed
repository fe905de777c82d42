# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Pages of one order too large.
# file: include/mana/sizing.h
s/page_bytes << buf->order < buf->bytes/page_bytes << buf->order <= buf->bytes * 2/
