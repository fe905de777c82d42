# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# One queue that does not exist is named.
# file: include/mana/sizing.h
s/if \(\+\+queue == queues\)/if (++queue > queues)/
