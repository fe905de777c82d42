# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Ports whose vectors are just enough share them.
# file: include/mana/sizing.h
s/own \* ports <= vectors/own * ports < vectors/
