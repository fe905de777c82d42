# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors

.PHONY: static static-selftest

static: ## [Test+] checks without a VM: builds W=1, sparse, checkpatch, shellcheck, ...
	@$(TOP)/scripts/static-check

static-selftest: ## [Test+] plant a defect for each static check; it must be found
	@$(TOP)/scripts/static-selftest
