# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Adapters may ask for a scan when nobody makes it any more.
# file: drivers/net/ethernet/microsoft/mana/main.c
/^\tpci_unregister_driver\(&mana_driver\);$/{N;s/(.*)\n(.*)/\2\n\1/}
