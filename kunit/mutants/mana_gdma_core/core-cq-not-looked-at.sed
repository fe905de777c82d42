# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A completion without event is never found.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc.c
s/if \(!found && hwc->cq.bound/if (0 \&\& hwc->cq.bound/
