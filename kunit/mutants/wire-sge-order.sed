# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Size and key of an entry are exchanged.
# file: include/mana/gdma_wire.h
/^struct gdma_sge \{/,/^\}/{s/mem_key/tmp/;s/size;/mem_key;/;s/tmp/size/}
