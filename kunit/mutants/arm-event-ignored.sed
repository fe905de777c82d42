# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The event handler does not note that the event came.
# file: include/mana/arm.h
s/WRITE_ONCE\(arm->armed, false\);/(void)arm;/
