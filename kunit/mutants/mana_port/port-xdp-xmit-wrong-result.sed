# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# All frames are taken as sent.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\treturn mana_xdp_send_frames\(set->pair\[index\], num, frames,$/\treturn num + 0 * mana_xdp_send_frames(set->pair[index], num, frames,/
