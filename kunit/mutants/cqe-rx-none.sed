# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A broken packet counts as none: its buffer is lost.
# file: include/mana/cqe.h
s/batch->num = i \? i : 1;/batch->num = i;/
