# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Completions of other clients retire packets.
# file: include/mana/cqe.h
s/FIELD_GET\(MANA_CQE0_CLIENT, word0\) != MANA_CQE_CLIENT_ETH/0/
