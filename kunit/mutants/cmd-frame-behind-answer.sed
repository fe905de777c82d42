# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A field is believed that lies behind the answer.
# file: include/mana/gdma.h
s/msg_size\) >= end/msg_size) >= 1/
