# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# On this machine, or in the image that this runs in. KVER and KDIR only count
# here when the user gave them.

.PHONY: install uninstall reload verdict check

mana-given = $(filter command% environment%,$(origin $(1)))
mana-install-options = $(if $(call mana-given,KVER),--kernel '$(KVER)') \
	$(if $(call mana-given,KDIR),--kdir '$(abspath $(KDIR))')

install: ## [Install] build, switch to it (KVER="K1 K2"|all, KDIR), say what loads
	@sh $(TOP)/scripts/mana-install install $(mana-install-options)

uninstall: ## [Install] back to what there was before it
	@sh $(TOP)/scripts/mana-install uninstall

reload: ## [Install] the installed driver in place of the loaded one, or the old one again
	@sh $(TOP)/scripts/mana-install reload

verdict: ## [Install] which driver loads on each kernel, from disk and initramfs
	@sh $(TOP)/scripts/mana-install verdict

check: ## [Install] what is wrong with the driver on this machine (mana-check)
	@sh $(TOP)/scripts/mana-check $(if $(call mana-given,KVER),$(KVER))
