# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The doorbell may overtake the WQE.
# file: include/mana/doorbell.h
s/^\twriteq\(value/\twriteq_relaxed(value/
