# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The long form does not say the offset of the port.
# file: include/mana/tx_oob.h
s/FIELD_PREP\(MANA_OOB3_LONG_VPORT, /FIELD_PREP(MANA_OOB3_LONG_VPORT, 0 \& /
