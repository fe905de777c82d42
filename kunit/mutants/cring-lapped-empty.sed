# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An entry that was written over counts as none.
# file: include/mana/ring.h
s/!=$/==/; s/^\t       MANA_CRING_EMPTY;/\t       MANA_CRING_VALID;/
