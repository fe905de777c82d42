# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A sleep has ports step aside.
# file: drivers/net/ethernet/microsoft/mana/main.c
s/mana_adapter_suspend\(dev_get_drvdata\(dev\), false\)/mana_adapter_suspend(dev_get_drvdata(dev), true)/
