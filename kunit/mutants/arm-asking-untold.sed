# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A request for an event does not tell the position.
# file: include/mana/arm.h
/^static inline enum mana_arm_ring mana_arm_idle/,/^}/{/arm->told, ctr/d}
