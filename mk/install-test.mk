# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors

.PHONY: test-install test-install-mutants test-install-reboot test-install-newcomer test-install-old

test-install: ## [Test+] the life of an installation in Debian 11, 12, 13 (RELEASES="bullseye trixie" CASES="install upgrade" JOBS=2)
	@$(TOP)/packaging/tests/life

test-install-reboot: emulator ## [Test+] boot Debian 12 and 13 from their own initramfs after install and uninstall
	@$(TOP)/packaging/tests/reboot $(RELEASES)

test-install-newcomer: ## [Test+] from git clone, and by apt install ./….deb, on bare Debian 11, 12, 13 (RELEASES)
	@$(TOP)/packaging/tests/newcomer $(RELEASES)

test-install-mutants: ## [Test+] plant defects in the installer; the cases must find each (DEFECTS="no-link record-ignored")
	@$(TOP)/packaging/tests/life --mutants $(DEFECTS)

test-install-old: ## [Test+] what went wrong with the product of a commit, by the same cases (REF=)
	@[ -n '$(REF)' ] || { echo "make test-install-old: name a commit by REF=" >&2; exit 2; }
	@$(TOP)/packaging/tests/life --old '$(REF)'

test-install test-install-mutants test-install-old: export RELEASES := $(or $(RELEASES),bullseye bookworm trixie)
test-install test-install-mutants test-install-old: export CASES := $(CASES)
test-install test-install-mutants test-install-old: export JOBS := $(or $(JOBS),2)
