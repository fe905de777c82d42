# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors

.PHONY: bench

bench: emulator ## counted costs, our driver beside the kernel's: docs/bench.md (KERNELS=6.1,6.12,7.3)
	@$(TOP)/bench/run $(if $(KERNELS),--kernel $(KERNELS))
