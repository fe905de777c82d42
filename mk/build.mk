# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The module: make [KDIR=<header tree> | KVER=<release>] [OUT=<dir>]
# CC, LLVM, ARCH, CROSS_COMPILE, W, C, V as for the kernel.

KVER ?= $(shell uname -r)
KDIR ?= /lib/modules/$(KVER)/build

##$ KVER=<release>          kernel to build for or to install on (the running one)
##$ KDIR=<dir>              its headers, or a tree that was built (/lib/modules/<KVER>/build)
##$ OUT=<dir>               where to build (build/<release>)
##$ ARCH=<name>             another architecture, as the kernel names it: arm64
##$ CROSS_COMPILE=<prefix>  its tools: aarch64-linux-gnu-
##$ CC=<compiler>           instead of the one that the kernel was built with; LLVM=1 for clang
##$ W=1 C=1 V=1             more warnings, sparse, full command lines, as for the kernel

.PHONY: all modules compat-proof compat-report compat-test

all: modules

# Make's own default CC is no wish of the user's, and one of the environment is
# only a proposal: DKMS puts there what the headers were built with, installed or
# not. (MAKE_COMMAND: dkms.conf has an array named MAKE.)
mana-cc = $(if $(filter command%,$(origin CC)),$(CC),$(if $(filter \
	environment%,$(origin CC)),$(shell command -v $(CC) >/dev/null && echo '$(CC)')))

modules: ## [Build] build/<release>/mana.ko for KDIR=<tree> or KVER=<release> (OUT=dir)
	+@CC='$(mana-cc)' LLVM='$(LLVM)' \
	ARCH='$(ARCH)' CROSS_COMPILE='$(CROSS_COMPILE)' MAKE='$(MAKE_COMMAND)' \
	sh $(TOP)/scripts/build-module '$(KDIR)' $(if $(OUT),'$(abspath $(OUT))')

compat-proof: export BP_PROOF := 1
compat-proof: modules ## [Test] compile the proof that the compat layer offers 7.3's shapes

compat-report: export BP_REPORT := 1
compat-report: modules ## [Develop] table of what the target kernel has, and since when mainline has it

compat-test: ## [Test+] the compat layer's own tests, on the kernels of the lab
	@$(TOP)/compat/tests/run
