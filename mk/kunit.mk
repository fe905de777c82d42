# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The KUnit suites: in virtual machines on stock kernels, and in user space.
# A new kunit/*_kunit.c is picked up by its place; one that needs more of the
# kernel than layers 0-1 do is named in KUNIT_KERNEL_ONLY.

KUNIT_SRC := $(TOP)/kunit
KUNIT_OUT := $(BUILD)/kunit
KUNIT_MANA := $(TOP)/drivers/net/ethernet/microsoft/mana
KUNIT_SUITES := $(wildcard $(KUNIT_SRC)/*_kunit.c)
KUNIT_KERNEL_ONLY := mana_gdma_cmd_kunit
# Programs of their own: each holds driver files of which others have stand-ins.
# What stands in for sockets, NAPI or pages in host/ is for user space alone.
KUNIT_ALONE := mana_gdma_core $(patsubst $(KUNIT_SRC)/host/%_kunit.c,%,\
	$(wildcard $(KUNIT_SRC)/host/*_kunit.c))
kunit_source = $(if $(filter suites,$(1)),$(KUNIT_HOST),\
	$(wildcard $(KUNIT_SRC)/$(1)_kunit.c $(KUNIT_SRC)/host/$(1)_kunit.c))
KUNIT_HOST := $(filter-out $(KUNIT_KERNEL_ONLY:%=$(KUNIT_SRC)/%.c) \
	$(KUNIT_SRC)/mana_gdma_core_kunit.c,$(KUNIT_SUITES))
KUNIT_PROGRAMS := suites $(KUNIT_ALONE)
KUNIT_KERNELS = $(if $(filter command line environment,$(origin KERNEL)),$(KERNEL),5.10 6.1 6.12 7.3)

# The headers that host/include/host.h stands in for.
KUNIT_HEADERS := $(addprefix linux/,bitfield.h bits.h bitops.h build_bug.h \
	compiler.h err.h errno.h etherdevice.h if_ether.h io.h kernel.h \
	log2.h math64.h minmax.h mm.h module.h slab.h stddef.h string.h types.h) \
	asm/barrier.h asm/byteorder.h
KUNIT_STANDIN := $(addprefix $(KUNIT_OUT)/include/,$(KUNIT_HEADERS))
# And device.h, for layer 2.
KUNIT_DEVICE_HEADERS := $(addprefix linux/,atomic.h bitmap.h completion.h cpumask.h \
	delay.h device.h dma-mapping.h init.h interrupt.h jiffies.h kthread.h list.h \
	mutex.h overflow.h pci.h pm.h spinlock.h topology.h utsname.h wait.h workqueue.h \
	xarray.h)
# And net.h, for packets.
KUNIT_NET_HEADERS := $(addprefix linux/,cache.h crash_dump.h ethtool.h \
	if_vlan.h ip.h ipv6.h moduleparam.h netdevice.h rtnetlink.h sizes.h \
	skbuff.h tcp.h u64_stats_sync.h) \
	$(addprefix net/,gro.h ip6_checksum.h page_pool/helpers.h sch_generic.h)
# And xdp.h, for programs and frames.
KUNIT_XDP_HEADERS := $(addprefix linux/,bpf.h bpf_trace.h filter.h) net/xdp.h
KUNIT_XDP_STANDIN := $(addprefix $(KUNIT_OUT)/include/,$(KUNIT_XDP_HEADERS))
KUNIT_NET_STANDIN := $(addprefix $(KUNIT_OUT)/include/,$(KUNIT_NET_HEADERS))
KUNIT_DEVICE_STANDIN := $(addprefix $(KUNIT_OUT)/include/,$(KUNIT_DEVICE_HEADERS))
KUNIT_CFLAGS := -std=gnu11 -g -Wall -Wextra -Wno-unused-parameter \
	-Wno-sign-compare -Wno-missing-field-initializers -Werror \
	-I$(KUNIT_SRC)/host/include -I$(KUNIT_OUT)/include \
	-I$(KUNIT_SRC)/core/include -I$(KUNIT_SRC)/core -I$(KUNIT_SRC) -I$(TOP)/include \
	-I$(KUNIT_MANA)
KUNIT_SAN := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all
KUNIT_CORE := $(KUNIT_SRC)/core/core.c $(KUNIT_SRC)/host/main.c
KUNIT_DEPS := $(KUNIT_STANDIN) $(KUNIT_DEVICE_STANDIN) $(KUNIT_NET_STANDIN) \
	$(KUNIT_XDP_STANDIN) \
	$(KUNIT_SUITES) $(KUNIT_CORE) \
	$(wildcard $(KUNIT_SRC)/*.h $(KUNIT_SRC)/*/*.h $(KUNIT_SRC)/*/*/*.h \
	$(KUNIT_SRC)/core/include/kunit/*.h $(TOP)/include/mana/*.h $(KUNIT_MANA)/*.[ch] $(KUNIT_MANA)/*/*.[ch] \
	$(KUNIT_MANA)/*/*/*.[ch])

.PHONY: kunit kunit-host kunit-coverage kunit-mutants

kunit: ## [Test+] KUnit suites on stock kernels in VMs (KERNEL="5.10 6.1 6.12 7.3")
	@$(KUNIT_SRC)/run vm $(KUNIT_KERNELS)

kunit-host: $(addprefix $(KUNIT_OUT)/,$(KUNIT_PROGRAMS) planted) ## [Test] the same suites in user space, and those above layer 2, under ASan and UBSan
	@good=true; $(foreach program,$(KUNIT_PROGRAMS),$(KUNIT_SRC)/run host \
		$(KUNIT_OUT)/$(program) $(KUNIT_OUT)/planted $(call kunit_source,$(program)) || good=false;) \
	$$good

$(KUNIT_STANDIN):
	@mkdir -p $(@D)
	@echo '#include <host.h>' >$@

$(KUNIT_DEVICE_STANDIN):
	@mkdir -p $(@D)
	@echo '#include <device.h>' >$@

$(KUNIT_NET_STANDIN):
	@mkdir -p $(@D)
	@echo '#include <net.h>' >$@

$(KUNIT_XDP_STANDIN):
	@mkdir -p $(@D)
	@echo '#include <xdp.h>' >$@

$(KUNIT_OUT)/suites: $(KUNIT_DEPS)
	$(CC) $(KUNIT_CFLAGS) $(KUNIT_SAN) -o $@ $(KUNIT_CORE) $(KUNIT_HOST)

$(addprefix $(KUNIT_OUT)/,$(KUNIT_ALONE)): $(KUNIT_DEPS) $(wildcard $(KUNIT_SRC)/host/*_kunit.c)
	$(CC) $(KUNIT_CFLAGS) $(KUNIT_SAN) -pthread -o $@ $(KUNIT_CORE) $(call kunit_source,$(@F))

$(KUNIT_OUT)/planted: $(KUNIT_DEPS) $(KUNIT_SRC)/core/planted_kunit.c
	$(CC) $(KUNIT_CFLAGS) $(KUNIT_SAN) -o $@ $(KUNIT_CORE) $(KUNIT_SRC)/core/planted_kunit.c

# Without the sanitizers, whose own branches gcov would count.
KUNIT_COVERED := $(addprefix $(TOP)/include/mana/,gdma_wire.h eth_wire.h ring.h \
	arm.h doorbell.h cqe.h tx_oob.h tx_ring.h sizing.h grow.h swap_watch.h ring_watch.h rx_missing.h) \
	$(KUNIT_MANA)/recovery.c \
	$(addprefix $(KUNIT_MANA)/gdma/,bar_layout.h smc_layout.h hwc_boot.h hwc_match.h) \
	$(addprefix $(KUNIT_MANA)/eth/,cmd.h cmd_query.c cmd_queue.c)

# What programs of their own hold.
KUNIT_COVERED_ALONE := $(filter-out $(KUNIT_COVERED),$(wildcard $(KUNIT_MANA)/*.c \
	$(KUNIT_MANA)/*/*.c $(KUNIT_MANA)/*/*/*.c))

kunit-coverage: $(KUNIT_DEPS) ## [Test] branch coverage by the suites, at least 95 %
	@rm -rf $(KUNIT_OUT)/cov
	@mkdir -p $(KUNIT_OUT)/cov
	@cd $(KUNIT_OUT)/cov && $(foreach program,$(KUNIT_PROGRAMS),$(CC) $(KUNIT_CFLAGS) -O0 \
		--coverage -pthread -o $(program) $(KUNIT_CORE) $(call kunit_source,$(program)) && \
		./$(program) >log &&) true
	@$(KUNIT_SRC)/coverage --least 95 $(KUNIT_OUT)/cov $(KUNIT_COVERED)
	@$(KUNIT_SRC)/coverage --least 95 $(KUNIT_OUT)/cov $(KUNIT_COVERED_ALONE)

# Those of a program of its own lie in a folder of its name; lab/mutate gives others.
kunit_mutants = $(or $(MUTANTS),$(sort $(wildcard $(KUNIT_SRC)/mutants/$(patsubst suites,,$(1))/*.sed)))
KUNIT_MUTATE = nice $(KUNIT_SRC)/mutate --least $(if $(MUTANTS),0,1) \
	$(if $(KUNIT_SHARE),--share $(KUNIT_SHARE)) \
	--cc "$(CC) $(KUNIT_CFLAGS) -Wno-error -w -O0 -fsanitize=address -pthread" \
	$(call kunit_mutants,$(1)) -- $(KUNIT_CORE) $(call kunit_source,$(1))

kunit-mutants: $(KUNIT_DEPS) ## [Test] plant defects in the pure code; the suites must catch each (KUNIT_SHARE=0/2, PROGRAM=mana_gdma_core)
	@good=true; $(foreach program,$(or $(PROGRAM),$(KUNIT_PROGRAMS)),\
		$(call KUNIT_MUTATE,$(program)) || good=false;) \
	$$good
