# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Queues with large ids name another frame.
# file: include/mana/tx_oob.h
s/\& 0x3fff\)/\& 0x3ff)/
