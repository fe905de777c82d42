# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A length of 0 does not end the packets.
# file: include/mana/cqe.h
s/^\t\t\tbreak;/\t\t\t;/
