# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A field is believed that the answer's version does not have.
# file: include/mana/gdma.h
s/msg_version\) >= version/msg_version) >= 1/
