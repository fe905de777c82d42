# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Packages, and what image builders want: see docs/image-builders.md. None of
# these targets installs anything on the machine.

.PHONY: modules_install modules_sign dist deb rpm test-packages

# The kernel is KDIR's; the running one is asked only when nothing was given.
packaging-env = KDIR='$(KDIR)' OUT='$(if $(OUT),$(abspath $(OUT)))'

##$ DESTDIR=<dir>           root of the image that modules_install writes to
##$ INSTALL_MOD_DIR=<dir>   below lib/modules/<release> (updates/mana-backport)
##$ INSTALL_MOD_STRIP=1     without debug information (modules_install, modules_sign)
##$ DEPMOD=1                run depmod on DESTDIR too
##$ KEY=<file> CERT=<file>  what modules_sign signs with: a private key or a pkcs11: URI, and its certificate
##$ HASH=<name>             of the signature (the kernel's own choice)
##$ SIGN_FILE=<program>     another kernel's scripts/sign-file

modules_install: ## [Package] put the built module below DESTDIR, for an image
	@$(packaging-env) DESTDIR='$(DESTDIR)' INSTALL_MOD_DIR='$(INSTALL_MOD_DIR)' \
	INSTALL_MOD_STRIP='$(INSTALL_MOD_STRIP)' DEPMOD='$(DEPMOD)' sh $(TOP)/packaging/modules-install

modules_sign: ## [Package] sign the built module with KEY and CERT
	@$(packaging-env) KEY='$(KEY)' CERT='$(CERT)' HASH='$(HASH)' SIGN_FILE='$(SIGN_FILE)' \
	INSTALL_MOD_STRIP='$(INSTALL_MOD_STRIP)' sh $(TOP)/packaging/modules-sign

dist: ## [Package] build/dist/mana-backport-<version>.tar.xz, the same bits each time
	@sh $(TOP)/packaging/dist '$(BUILD)/dist'

deb: ## [Package] Debian packages in build/deb/ (needs debhelper)
	@sh $(TOP)/packaging/make-deb '$(BUILD)/deb'

rpm: ## [Package] RPM packages in build/rpm/ (needs rpmbuild); with KDIR= also the kmod for that kernel
	@KDIR='$(if $(filter command% environment%,$(origin KDIR)),$(KDIR))' \
	sh $(TOP)/packaging/make-rpm '$(BUILD)/rpm'

test-packages: ## [Test+] build the packages and live with them in Debian 11, 12 and 13
	@$(TOP)/packaging/tests/run
