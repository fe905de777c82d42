# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# More queues than CPUs.
# file: include/mana/sizing.h
s/min\(cpus, device\)/device/
