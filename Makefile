# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Every room brings its own targets in mk/<room>.mk; here is only what they
# share. `make help` lists them.

.DEFAULT_GOAL := all

ifneq ($(words $(CURDIR)),1)
$(error mana-backport cannot be built in a path with spaces ('$(CURDIR)'): move the directory)
endif

TOP := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
BUILD := $(TOP)/build
export MANA_CACHE ?= $(HOME)/.cache/mana-backport

include $(sort $(wildcard $(TOP)/mk/*.mk))

.PHONY: help test clean

##$ MANA_CACHE=<dir>        downloads, kernels and guests of the lab (~/.cache/mana-backport)

help: ## [Develop] this list; each line stands beside its target in Makefile and mk/*.mk
	@sh $(TOP)/scripts/make-help $(TOP)/Makefile $(sort $(wildcard $(TOP)/mk/*.mk))

test: ## [Test+] all that CI runs, ends with "N passed, N failed"
	@$(TOP)/.ci/run

clean: ## [Build] remove everything that was built (the cache stays)
	rm -rf $(BUILD)
