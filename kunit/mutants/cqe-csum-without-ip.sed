# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The IP checksum is not looked at.
# file: include/mana/cqe.h
s/return \(flags \& MANA_RX_IP_GOOD\) \&\&/return/
