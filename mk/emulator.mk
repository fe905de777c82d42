# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The emulated adapter: build/emulator/mana-emu, and its unit tests under ASan
# and UBSan. A new .c or tests/*_test.c is picked up by its place; another .c of
# tests/ is linked to every test.

EMU_SRC := $(TOP)/emulator
EMU_OUT := $(BUILD)/emulator
EMU_C := $(wildcard $(EMU_SRC)/*.c $(EMU_SRC)/vfu/*.c $(EMU_SRC)/net/*.c \
	   $(EMU_SRC)/device/*.c $(EMU_SRC)/eth/*.c $(EMU_SRC)/trace/*.c \
	   $(EMU_SRC)/fault/*.c)
EMU_TESTS := $(wildcard $(EMU_SRC)/tests/*_test.c)
EMU_TEST_LIB := $(filter-out $(EMU_TESTS),$(wildcard $(EMU_SRC)/tests/*.c))

EMU_VERSION := $(shell sed -n 's/^PACKAGE_VERSION="\(.*\)"$$/\1/p' $(TOP)/dkms.conf)
EMU_CPPFLAGS := -std=gnu11 -D_GNU_SOURCE -I$(EMU_SRC) -I$(EMU_SRC)/include \
		-DEMU_VERSION='"$(EMU_VERSION)"'
EMU_CFLAGS := $(EMU_CPPFLAGS) -g -O2 -Wall -Wextra -Wshadow \
	      -Wstrict-prototypes -Wmissing-prototypes -Werror -MMD -MP
EMU_SAN := -fsanitize=address,undefined -fno-sanitize-recover=all
EMU_LIBS := -lpcap -ljansson

emu_obj = $(patsubst $(EMU_SRC)/%.c,$(EMU_OUT)/$(2)/%.o,$(1))
EMU_OBJ := $(call emu_obj,$(EMU_C),obj)
EMU_SAN_OBJ := $(filter-out %/main.o,$(call emu_obj,$(EMU_C) $(EMU_TEST_LIB),san))
EMU_TIDY := $(patsubst $(EMU_SRC)/%.c,$(EMU_OUT)/tidy/%.ok,$(EMU_C))
EMU_TEST_BIN := $(patsubst $(EMU_SRC)/tests/%.c,$(EMU_OUT)/tests/%,$(EMU_TESTS))

.PHONY: emulator emulator-test emulator-tidy emulator-packages

emulator-packages:
	@$(TOP)/scripts/ensure-packages gcc libc6-dev python3 libpcap-dev libjansson-dev \
		libcmocka-dev

emulator: emulator-packages ## [Try+] the emulated adapter, build/emulator/mana-emu
	@mkdir -p $(EMU_OUT)
	@flock $(EMU_OUT)/.lock $(MAKE) --no-print-directory $(EMU_OUT)/mana-emu

emulator-test: emulator-packages ## [Test+] its unit tests, under ASan and UBSan, and its command line
	@mkdir -p $(EMU_OUT)
	@flock $(EMU_OUT)/.lock $(MAKE) --no-print-directory $(EMU_TEST_BIN) $(EMU_OUT)/mana-emu
	@rm -f $(EMU_OUT)/rules-seen
	@EMU_RULES_SEEN=$(EMU_OUT)/rules-seen $(EMU_SRC)/tests/run $(EMU_TEST_BIN)
	@$(EMU_SRC)/tests/rules $(EMU_OUT)/mana-emu $(EMU_OUT)/rules-seen
	@$(EMU_SRC)/tests/cli $(EMU_OUT)/mana-emu

# What was found clean is not looked at again until it changes.
emulator-tidy: emulator-packages ## [Test+] clang-tidy over the emulator
	@$(TOP)/scripts/ensure-packages clang-tidy
	@$(MAKE) --no-print-directory -k $(EMU_TIDY)

# Never half there: another run may be starting or making it.
$(EMU_OUT)/mana-emu: $(EMU_OBJ)
	@new=$@.$$$$; $(CC) -o $$new $^ $(EMU_LIBS) && mv $$new $@

# Says the version.
$(EMU_OUT)/obj/options.o $(EMU_OUT)/san/options.o: $(TOP)/dkms.conf

$(EMU_OUT)/obj/%.o: $(EMU_SRC)/%.c
	@mkdir -p $(@D)
	$(CC) $(EMU_CFLAGS) -c -o $@ $<

$(EMU_OUT)/san/%.o: $(EMU_SRC)/%.c
	@mkdir -p $(@D)
	$(CC) $(EMU_CFLAGS) -O1 $(EMU_SAN) -c -o $@ $<

$(EMU_OUT)/tidy/%.ok: $(EMU_SRC)/%.c $(EMU_SRC)/.clang-tidy \
		     $(wildcard $(EMU_SRC)/*.h $(EMU_SRC)/*/*.h)
	@mkdir -p $(@D)
	@if clang-tidy --quiet $< -- $(EMU_CPPFLAGS) >$@.log 2>&1; \
	then echo "PASS emulator/tidy/$*"; touch $@; \
	else cat $@.log; echo "FAIL emulator/tidy/$*"; false; fi

# The one test that sees the driver's layouts too, with stand-ins for what they
# need of the kernel.
EMU_STANDIN := $(addprefix $(EMU_OUT)/standin/linux/,bits.h build_bug.h stddef.h types.h)
EMU_LAYOUT_O := $(EMU_OUT)/san/tests/wire_layout_test.o

$(EMU_LAYOUT_O): EMU_CFLAGS += -I$(EMU_OUT)/standin -I$(TOP)/kunit/host/include -I$(TOP)/include
$(EMU_LAYOUT_O): $(EMU_STANDIN)

$(EMU_STANDIN):
	@mkdir -p $(@D)
	@echo '#include <host.h>' >$@

$(EMU_TEST_BIN): $(EMU_OUT)/tests/%: $(EMU_OUT)/san/tests/%.o $(EMU_SAN_OBJ)
	@mkdir -p $(@D)
	$(CC) $(EMU_SAN) -o $@ $^ $(EMU_LIBS) -lcmocka

-include $(EMU_OBJ:.o=.d) $(EMU_SAN_OBJ:.o=.d) \
	 $(patsubst $(EMU_OUT)/tests/%,$(EMU_OUT)/san/tests/%.d,$(EMU_TEST_BIN))
