# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors

.PHONY: demo

demo: ## [Try+] make install in a Debian 11, then its kernel in a VM with the emulated adapter (root)
	@$(TOP)/scripts/ensure-packages python3
	@$(TOP)/lab/demo
