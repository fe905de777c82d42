# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Headers of 256 bytes are stored as 0 and disable the queue.
# file: include/mana/ring.h
s/<= 255\);/<= 256);/
