# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The speed of the moment is shown.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_query.c
s/le32_to_cpu\(resp\.qos_speed_mbps\)/le32_to_cpu(resp.link_speed_mbps)/
