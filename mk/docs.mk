# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors

.PHONY: docs-test docs-check

docs-check: ## [Develop+] do the documents name what is there? And their cheap commands
	@$(TOP)/scripts/ensure-packages python3 man-db groff-base mandoc
	@$(TOP)/docs/tests/run --fast

docs-test: emulator ## [Test+] run every command that the documents show, in Debian systems and guests too
	@$(TOP)/scripts/ensure-packages python3 man-db groff-base mandoc
	@$(TOP)/docs/tests/run
