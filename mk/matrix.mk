# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The module on every kernel of the list; minutes for each, so on demand only.

.PHONY: matrix

matrix: emulator ## [Test+] build, load and ping on every kernel: docs/kernels.md (KERNELS="6.1 7.2")
	@$(TOP)/scripts/matrix $(KERNELS)
