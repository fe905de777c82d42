# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that counts bytes is accused.
# file: include/mana/cqe.h
s/^\t    \(!\(wqe_offset % GDMA_WQE_UNIT\) \&\&/\t    (0 \&\&/
