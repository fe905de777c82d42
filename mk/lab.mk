# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The lab: see lab/README.md.

KERNEL ?= 6.1
SCENARIO ?= traffic
DRIVER ?= ours

.PHONY: lab lab-modules lab-kernels

lab: emulator ## run KERNEL=6.1|...|all SCENARIO=traffic|...|all DRIVER=ours|in-tree (QUICK=1)
	@$(TOP)/lab/kernels prepare $(LAB_KERNELS)
	@[ $(DRIVER) = in-tree ] || $(MAKE) --no-print-directory lab-modules
	@$(TOP)/lab/run --kernel $(KERNEL) --scenario $(SCENARIO) \
		--driver $(DRIVER) $(if $(QUICK),--quick)

LAB_KERNELS = $(if $(filter all,$(KERNEL)),5.10 6.1 6.12 7.3,$(KERNEL))

lab-modules:
	@for k in $(LAB_KERNELS); do \
		$(MAKE) --no-print-directory KDIR=$$($(TOP)/lab/kernels kdir $$k) || exit 1; \
	done

lab-kernels: ## fetch the kernels of the matrix into the cache
	@$(TOP)/lab/kernels prepare 5.10 6.1 6.12 7.3
