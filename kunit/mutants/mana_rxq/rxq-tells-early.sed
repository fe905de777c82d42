# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device is told in the midst of polling, again and again.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/cq_end.c
/^void mana_pair_tell\(/,/^}/{s/^\tif \(likely\(!mana_cq_end_is_late\(&pair->tx\.end\) &&$/\tif (0 \&\&/;s/^\t\t   !mana_cq_end_is_late\(&pair->rx\.end\)\)\)$/\t    !mana_cq_end_is_late(\&pair->rx.end))/;s/mana_cq_end_busy\(&pair->rx/mana_cq_end_idle(\&pair->rx/}
