# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors

.PHONY: test-install test-install-mutants test-install-reboot test-install-newcomer

test-install: ## [Test+] the life of an installation in Debian 11, 12, 13 (RELEASES="bullseye trixie" CASES="install upgrade" JOBS=2)
	@$(TOP)/packaging/tests/life

test-install-reboot: emulator ## [Test+] boot Debian 12 and 13 from their own initramfs after install and uninstall
	@$(TOP)/packaging/tests/reboot $(RELEASES)

test-install-newcomer: ## [Test+] from git clone, and by apt install ./….deb, on bare Debian 11, 12, 13 (RELEASES)
	@$(TOP)/packaging/tests/newcomer $(RELEASES)

test-install-mutants: ## [Test+] plant defects in the installer; the cases must find each
	@$(TOP)/packaging/tests/life --mutants

test-install test-install-mutants: export RELEASES := $(or $(RELEASES),bullseye bookworm trixie)
test-install test-install-mutants: export CASES := $(CASES)
test-install test-install-mutants: export JOBS := $(or $(JOBS),2)
