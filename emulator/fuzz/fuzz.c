// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A hostile guest for libFuzzer. The input is a list of operations: raw writes
 * to BAR0 and to guest memory, frames, resets, memory that goes away; and, so
 * that the depth of the model is reached, requests and work-queue entries that
 * are right except for the bytes that the input spoils. The model must survive
 * all of it; ASan and UBSan are the judges.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "fault/fault.h"
#include "fuzz.h"
#include "trace/trace.h"

/* ---- the input ---- */

uint8_t in8(struct fuzz *f)
{
	if (!f->left)
		return 0;
	f->left--;
	return *f->in++;
}

uint32_t in32(struct fuzz *f)
{
	uint32_t v = 0;

	for (unsigned int i = 0; i < 4; i++)
		v |= (uint32_t)in8(f) << (8 * i);
	return v;
}

size_t in_bytes(struct fuzz *f, void *buf, size_t len)
{
	if (len > f->left)
		len = f->left;
	memcpy(buf, f->in, len);
	f->in += len;
	f->left -= len;
	return len;
}

/* ---- the host ---- */

static bool mem_ok(void *host, uint64_t iova, uint64_t len, bool write)
{
	const struct fuzz *f = host;

	(void)write;
	if (iova < MEM_AT || len > MEM_SIZE || iova - MEM_AT > MEM_SIZE - len)
		return false;
	return iova + len <= f->hole_at || iova >= f->hole_at + f->hole_len;
}

static int mem_read(void *host, uint64_t iova, void *buf, size_t len)
{
	struct fuzz *f = host;

	if (!mem_ok(host, iova, len, false))
		return -EFAULT;
	memcpy(buf, f->mem + (iova - MEM_AT), len);
	return 0;
}

static int mem_write(void *host, uint64_t iova, const void *buf, size_t len)
{
	struct fuzz *f = host;

	if (!mem_ok(host, iova, len, true))
		return -EFAULT;
	memcpy(f->mem + (iova - MEM_AT), buf, len);
	return 0;
}

static void irq(void *host, unsigned int vector)
{
	(void)host;
	(void)vector;
}

static bool usable(void *host, unsigned int vector)
{
	const struct fuzz *f = host;

	(void)vector;
	return !f->no_msix;
}

static bool master(void *host)
{
	const struct fuzz *f = host;

	return !f->no_master;
}

static uint64_t now(void *host)
{
	const struct fuzz *f = host;

	return f->now;
}

static const struct emu_host_ops host_ops = {
	.dma_read = mem_read,
	.dma_write = mem_write,
	.dma_ok = mem_ok,
	.irq = irq,
	.vector_usable = usable,
	.bus_master = master,
	.now_ns = now,
};

/* Both ports are joined; a frame is looked at, as a capture would. */
static void wire(void *net, unsigned int port, const void *frame, size_t len)
{
	struct fuzz *f = net;

	if (f->looped < LOOPED_MAX) {
		f->looped++;
		mana_dev_rx(f->dev, port ^ 1, frame, len);
	}
}

static const struct emu_net_ops net_ops = { .tx = wire };

uint8_t *mem_at(struct fuzz *f, uint64_t iova)
{
	return f->mem + (iova - MEM_AT) % MEM_SIZE;
}

uint64_t mem_alloc(struct fuzz *f, unsigned int pages)
{
	uint64_t at = f->mem_next;

	if (at + pages * 4096ull > MEM_AT + MEM_SIZE)
		at = MEM_AT;
	f->mem_next = at + pages * 4096ull;
	memset(mem_at(f, at), 0, pages * 4096ul);
	return at;
}

void bar_write(struct fuzz *f, uint64_t off, uint64_t v, size_t len)
{
	uint8_t b[8];

	put64(b, v);
	mana_dev_bar_write(f->dev, off, b, len);
}

void work(struct fuzz *f)
{
	f->looped = 0;
	for (unsigned int i = 0; i < WORK_TURNS; i++)
		if (!mana_dev_work(f->dev, 64))
			break;
}

/* ---- raw operations ---- */

static void op_bar(struct fuzz *f, bool write)
{
	static const size_t sizes[] = { 4, 8, 4, 8, 1, 2, 3, 16 };
	uint8_t how = in8(f), buf[16] = { 0 };
	uint64_t off = in32(f) % (2u << 19);
	size_t len = sizes[how & 7];

	/* mostly where something is: registers, SMC, one of the pages */
	if (how & 0x40)
		off %= 0x300;
	else if (how & 0x80)
		off = 0x10000 + (how >> 3 & 7) * 4096 + off % 4096;
	if (!write) {
		mana_dev_bar_read(f->dev, off, buf, len);
		return;
	}
	in_bytes(f, buf, len);
	mana_dev_bar_write(f->dev, off, buf, len);
}

static void op_memory(struct fuzz *f)
{
	uint32_t at = in32(f) % (MEM_SIZE - 256);

	in_bytes(f, f->mem + at, in8(f));
}

static void op_frame(struct fuzz *f)
{
	uint8_t port = in8(f) & 3, frame[2048] = { 0 };
	size_t len = (size_t)in8(f) * 8, got;

	got = in_bytes(f, frame, len & 0xff);
	mana_dev_rx(f->dev, port, frame, len > got ? len : got);
}

/* Memory goes away, comes back; so do bus master and MSI-X; time passes. */
static void op_world(struct fuzz *f)
{
	uint8_t what = in8(f);

	switch (what & 7) {
	case 0:
		f->hole_at = MEM_AT + in32(f) % MEM_SIZE;
		f->hole_len = in8(f) * 512u;
		break;
	case 1:
		f->hole_len = 0;
		break;
	case 2:
		f->no_master = what & 8;
		break;
	case 3:
		f->no_msix = what & 8;
		break;
	case 4:
		f->now += 1ull << (what >> 3);
		break;
	case 5:
		mana_dev_reset(f->dev, (enum emu_reset)((what >> 3) % 3));
		guest_forget(f);
		break;
	case 6:
		mana_dev_set_link(f->dev, what >> 3 & 3, what >> 5 & 1);
		break;
	case 7:
		mana_dev_event(f->dev, 130 + (what >> 3 & 7), in32(f));
		break;
	}
}

/* A fault by its number, or rules as they come. */
static void op_fault(struct fuzz *f)
{
	char text[256] = { 0 };
	uint8_t how = in8(f);

	if (how == 0xff)
		fault_disarm(f->dev, 0);
	else if (how & 0x80)
		in_bytes(f, text, how & 0x7f);
	else
		snprintf(text, sizeof(text), "F-%u%c", 1 + how % 76,
			 in8(f) % 8 + '`');
	/* a backtick is no part of a name, but of none with a letter */
	text[strcspn(text, "`")] = 0;
	if (how != 0xff)
		fault_arm(f->dev, text, NULL);
}

static void step(struct fuzz *f)
{
	switch (in8(f) % 13) {
	case 0:
		op_bar(f, true);
		break;
	case 1:
		op_bar(f, false);
		break;
	case 2:
		op_memory(f);
		break;
	case 3:
		op_frame(f);
		break;
	case 4:
		op_world(f);
		break;
	case 5:
		guest_establish(f);
		break;
	case 6:
		guest_request(f, true);
		break;
	case 7:
		guest_request(f, false);
		break;
	case 8:
		guest_post(f);
		break;
	case 9:
		guest_moderate(f);
		break;
	case 10:
		guest_ring(f);
		break;
	case 11:
		work(f);
		break;
	case 12:
		op_fault(f);
		break;
	}
}

/* The configuration is the input's too, within what is allowed. */
static void configure(struct fuzz *f, struct emu_config *cfg)
{
	uint8_t how = in8(f);

	emu_config_default(cfg);
	cfg->arm_on_create = !(how & 1);
	cfg->poison_wqes = how & 2;
	cfg->strict_sa = !(how & 4);
	cfg->smc_polls = how >> 3 & 1;
	cfg->vport_offset = how & 0x10 ? 250 : 2;
	cfg->pf_caps = how & 0x20 ? 0x800f : 8;
	f->trace = how & 0x40 ? trace_open("/dev/null") : NULL;
	if (!(how & 0x80))
		return;
	cfg->hwc_depth = FUZZ_SLOTS;
	cfg->hwc_reverse = how & 1;
	cfg->firmware = how & 2 ? (how & 4 ? EMU_FW_OLD : EMU_FW_MIDDLE) :
				  EMU_FW_NEW;
	cfg->list_holes = true;
	cfg->max_eqs = 4;
	cfg->max_num_cqs = 64;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t mem[MEM_SIZE];
	struct fuzz f = { .in = data, .left = size, .mem = mem,
			  .mem_next = MEM_AT, .now = 1000000000 };
	struct emu_config cfg;

	memset(mem, 0, sizeof(mem));
	configure(&f, &cfg);
	if (emu_config_check(&cfg))
		abort();
	f.dev = mana_dev_new(&cfg, &host_ops, &f, &net_ops, &f);
	if (!f.dev)
		abort();
	mana_dev_set_trace(f.dev, f.trace);
	while (f.left) {
		step(&f);
		f.now += 1000;
	}
	work(&f);
	mana_dev_next_ns(f.dev);
	mana_dev_trace_end(f.dev);
	json_decref(mana_dev_report(f.dev));
	mana_dev_free(f.dev);
	trace_close(f.trace);
	return 0;
}
