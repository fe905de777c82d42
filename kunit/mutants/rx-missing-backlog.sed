# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What waits in the rings of other queues is taken for missing.
# file: include/mana/rx_missing.h
s/least, missing->counted - received/least, counted - received/
