# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The hostile guest: the device model under libFuzzer, ASan and UBSan.

##$ FUZZ_SECONDS=<n>        how long emulator-fuzz runs (3600)
FUZZ_SECONDS ?= 3600
FUZZ_OUT := $(EMU_OUT)/fuzz
FUZZ_C := $(wildcard $(EMU_SRC)/fuzz/*.c) \
	  $(filter-out $(EMU_SRC)/main.c,$(EMU_C))
FUZZ_OBJ := $(patsubst $(EMU_SRC)/%.c,$(FUZZ_OUT)/obj/%.o,$(FUZZ_C))
FUZZ_FLAGS := $(EMU_CPPFLAGS) -g -O1 -Wall -Wextra -Werror -MMD -MP \
	      -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all

EMU_TIDY += $(patsubst $(EMU_SRC)/%.c,$(EMU_OUT)/tidy/%.ok,\
	    $(wildcard $(EMU_SRC)/fuzz/*.c))

.PHONY: emulator-fuzz emulator-fuzz-build

emulator-fuzz-build: emulator-packages
	@$(TOP)/scripts/ensure-packages clang
	@$(TOP)/scripts/ensure-packages \
		libclang-rt-$$(clang -dumpversion | cut -d. -f1)-dev
	@$(MAKE) --no-print-directory $(FUZZ_OUT)/fuzz

emulator-fuzz: emulator-fuzz-build ## [Test+] a hostile guest against the device model
	@$(EMU_SRC)/fuzz/run $(FUZZ_OUT) $(FUZZ_SECONDS)

$(FUZZ_OUT)/fuzz: $(FUZZ_OBJ)
	clang -fsanitize=fuzzer,address,undefined -o $@ $^ $(EMU_LIBS)

$(FUZZ_OUT)/obj/%.o: $(EMU_SRC)/%.c
	@mkdir -p $(@D)
	clang $(FUZZ_FLAGS) -c -o $@ $<

-include $(FUZZ_OBJ:.o=.d)
