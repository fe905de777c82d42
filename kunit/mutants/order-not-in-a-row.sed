# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Those that agreed long ago count.
# file: include/mana/cqe.h
s/^\t\*agreed = 0;//
