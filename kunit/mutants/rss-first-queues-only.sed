# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The last queue gets nothing.
# file: include/mana/sizing.h
s/if \(\+\+queue == queues\)/if (++queue >= queues - (queues > 1))/
