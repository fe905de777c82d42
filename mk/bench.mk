# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors

.PHONY: bench

##$ KERNELS=6.1,7.3         kernels of the bench, the matrix and the reference runs

bench: emulator ## [Test+] counted costs, our driver beside the kernel's: docs/bench.md (KERNELS=6.1,6.12,7.3)
	@$(TOP)/bench/run $(if $(KERNELS),--kernel $(KERNELS))
