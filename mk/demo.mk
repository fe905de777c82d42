# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors

.PHONY: demo

demo: ## the driver by DKMS on Debian's 5.10, in a VM with the emulated adapter
	@$(TOP)/scripts/ensure-packages python3
	@$(TOP)/lab/demo
