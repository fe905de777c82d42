# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The lab: see lab/README.md.

##$ KERNEL=6.1              kernel of the lab: 5.10, 6.1, 6.12, 7.3, all, ... (`lab/kernels list`)
##$ SCENARIO=traffic        what the lab plays, `all` for each of them: lab/README.md
##$ DRIVER=in-tree          the kernel's own driver in the lab, instead of ours
##$ SHARE=0/4               with driver-mutants: the first of four parts of the list
##$ SCENARIOS=<names>       with coverage: these alone, and no report
##$ QUICK=1                 smaller and fewer rounds in the lab
KERNEL ?= 6.1
SCENARIO ?= traffic
DRIVER ?= ours

.PHONY: lab lab-kernels lab-old-forms lab-transcripts lab-reference lab-test \
	driver-mutants mutation-report coverage coverage-report

lab: emulator ## [Try+] run KERNEL=6.1|...|all SCENARIO=traffic|...|all DRIVER=ours|in-tree (QUICK=1)
	@$(TOP)/lab/run --kernel $(KERNEL) --scenario $(SCENARIO) \
		--driver $(DRIVER) $(if $(QUICK),--quick)

lab-kernels: ## [Try+] fetch the kernels of the matrix into the cache
	@$(TOP)/lab/kernels prepare 5.10 6.1 6.12 7.3

lab-old-forms: emulator ## [Test+] the module as 5.4 would get it, on 5.10: SCENARIO=traffic|...
	@$(TOP)/lab/old-forms --scenario $(SCENARIO) $(if $(QUICK),--quick)

lab-transcripts: emulator ## [Test+] where our module and Debian's drivers differ on the wire (KERNELS=)
	@$(TOP)/lab/transcripts $(if $(KERNELS),--kernel $(KERNELS))

lab-reference: emulator ## [Test+] all scenarios with Debian's own drivers (KERNELS=, QUICK=1)
	@$(TOP)/lab/reference $(if $(KERNELS),--kernel $(KERNELS)) $(if $(QUICK),--quick)

lab-test: ## [Test+] the lab's own tools, tested on what was made by hand
	@$(TOP)/scripts/ensure-packages python3-pytest python3-scapy
	@$(TOP)/lab/tests/run

driver-mutants: emulator ## [Test+] plant defects in the driver, the lab must notice (KERNEL=, SHARE=0/4, CONTINUE=1)
	@$(TOP)/lab/mutate $(if $(filter command line environment,$(origin KERNEL)),--kernel $(KERNEL)) $(if $(SHARE),--share $(SHARE)) \
		$(if $(CONTINUE),--continue)

mutation-report: ## [Test+] docs/mutation.md, of what driver-mutants found
	@$(TOP)/lab/mutate --report

coverage: emulator ## [Test+] what the scenarios run through of the driver (SCENARIOS=, QUICK=1)
	@$(TOP)/lab/coverage $(if $(QUICK),--quick) $(SCENARIOS)

coverage-report: ## [Test+] docs/coverage.md, of what `make coverage` counted
	@$(TOP)/lab/coverage --report
