# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An answer that ends before the handle is believed.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/if \(!err \&\& !mana_hwc_answer_has\(\&resp\.hdr, 0,/if (0 \&\& !mana_hwc_answer_has(\&resp.hdr, 0,/
