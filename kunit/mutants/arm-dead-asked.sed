# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue that lost entries is asked for events.
# file: include/mana/arm.h
s/if \(READ_ONCE\(arm->dead\) \|\|$/if (/
