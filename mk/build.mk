# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The module: make [KDIR=<header tree> | KVER=<release>] [OUT=<dir>]
# CC, LLVM, ARCH, CROSS_COMPILE, W, C, V as for the kernel.

KVER ?= $(shell uname -r)
KDIR ?= /lib/modules/$(KVER)/build

.PHONY: all modules compat-proof

all: modules

# Make's own default CC is no wish of the user's.
modules: ## build/<release>/mana.ko for KDIR=<tree> or KVER=<release> (OUT=dir)
	+@CC='$(if $(filter default,$(origin CC)),,$(CC))' LLVM='$(LLVM)' \
	ARCH='$(ARCH)' CROSS_COMPILE='$(CROSS_COMPILE)' MAKE='$(MAKE)' \
	$(TOP)/scripts/build-module '$(KDIR)' $(if $(OUT),'$(abspath $(OUT))')

compat-proof: export BP_PROOF := 1
compat-proof: modules ## compile the proof that the compat layer offers 7.3's shapes
