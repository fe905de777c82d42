# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The module: make [KDIR=<header tree> | KVER=<release>] [OUT=<dir>]
# CC, LLVM, ARCH, CROSS_COMPILE, W, C, V as for the kernel.

KVER ?= $(shell uname -r)
KDIR ?= /lib/modules/$(KVER)/build

.PHONY: all modules compat-proof compat-report compat-test

all: modules

# Make's own default CC is no wish of the user's, and one of the environment is
# only a proposal: DKMS puts there what the headers were built with, installed or
# not. (MAKE_COMMAND: dkms.conf has an array named MAKE.)
mana-cc = $(if $(filter command%,$(origin CC)),$(CC),$(if $(filter \
	environment%,$(origin CC)),$(shell command -v $(CC) >/dev/null && echo '$(CC)')))

modules: ## build/<release>/mana.ko for KDIR=<tree> or KVER=<release> (OUT=dir)
	+@CC='$(mana-cc)' LLVM='$(LLVM)' \
	ARCH='$(ARCH)' CROSS_COMPILE='$(CROSS_COMPILE)' MAKE='$(MAKE_COMMAND)' \
	$(TOP)/scripts/build-module '$(KDIR)' $(if $(OUT),'$(abspath $(OUT))')

compat-proof: export BP_PROOF := 1
compat-proof: modules ## compile the proof that the compat layer offers 7.3's shapes

compat-report: export BP_REPORT := 1
compat-report: modules ## table of what the target kernel has, and since when mainline has it

compat-test: ## the compat layer's own tests, on the kernels of the lab
	@$(TOP)/compat/tests/run

.PHONY: install uninstall check

install uninstall: export KVER := $(KVER)
install uninstall: export KDIR := $(KDIR)
install: ## build and install by DKMS, then say which driver would load
	@$(TOP)/scripts/mana-dkms install

uninstall: ## remove it again
	@$(TOP)/scripts/mana-dkms uninstall

check: ## which mana driver would load, which one is loaded?
	@$(TOP)/scripts/mana-check $(KVER)
