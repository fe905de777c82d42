# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Other events count as part of the bootstrap.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/type <= GDMA_EQE_INIT_DONE;/type <= 255;/
