# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Bytes behind the fields of an answer are handed on.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc.c
s/mana_hwc_reach\(answer, hwc->answer_bytes\)/hwc->answer_bytes/
