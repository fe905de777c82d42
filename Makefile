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

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' \
		$(TOP)/Makefile $(sort $(wildcard $(TOP)/mk/*.mk))

test: ## all that CI runs, ends with "N passed, N failed"
	@$(TOP)/.ci/run

clean: ## remove everything that was built (the cache stays)
	rm -rf $(BUILD)
