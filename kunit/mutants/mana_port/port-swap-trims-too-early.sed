# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The event queues of a smaller set go before the old set.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^static int mana_port_swap_beside\(/,/^}/{/^\tmana_qset_destroy\(old\);$/i\	mana_port_trim_eqs(port, cfg->num_queues);
}
