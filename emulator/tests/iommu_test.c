// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * DMA honesty: behind a virtual IOMMU the client maps and unmaps page by page
 * as the driver does. The whole device, server and model, must see each access
 * to memory that is not mapped any more, and none else.
 */
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "emu.h"
#include "le.h"
#include "vfu_client.h"

#define PAGE 4096u
#define IOVA 0x7f000000u

/* pages of guest memory, in IOVA space one after the other */
enum { EQ, CQ, RQ, SQ, ASK, ANSWER, PAGES };

/** struct machine - client, server and model */
struct machine {
	struct client c;
	struct mana_dev *dev;
	uint8_t *mem;
	int memfd;
	uint32_t cq, rq, sq, page, mkey;
};

static int host_read(void *h, uint64_t iova, void *buf, size_t len)
{
	return vfu_dma_read(((struct machine *)h)->c.v, iova, buf, len);
}

static int host_write(void *h, uint64_t iova, const void *buf, size_t len)
{
	return vfu_dma_write(((struct machine *)h)->c.v, iova, buf, len);
}

static bool host_ok(void *h, uint64_t iova, uint64_t len, bool write)
{
	return vfu_dma_ok(((struct machine *)h)->c.v, iova, len, write);
}

static void host_irq(void *h, unsigned int vector)
{
	vfu_irq(((struct machine *)h)->c.v, vector);
}

static bool host_vector(void *h, unsigned int vector)
{
	return vfu_irq_usable(((struct machine *)h)->c.v, vector);
}

static bool host_master(void *h)
{
	return vfu_bus_master(((struct machine *)h)->c.v);
}

static uint64_t host_now(void *h)
{
	(void)h;
	return 1000000000;
}

static const struct emu_host_ops host_ops = {
	.dma_read = host_read,
	.dma_write = host_write,
	.dma_ok = host_ok,
	.irq = host_irq,
	.vector_usable = host_vector,
	.bus_master = host_master,
	.now_ns = host_now,
};

static void no_wire(void *net, unsigned int port, const void *frame, size_t len)
{
	(void)net;
	(void)port;
	(void)frame;
	(void)len;
}

static const struct emu_net_ops net_ops = { .tx = no_wire };

static void bar_read(void *h, unsigned int region, uint64_t off, void *buf,
		     size_t len)
{
	(void)region;
	mana_dev_bar_read(((struct machine *)h)->dev, off, buf, len);
}

static void bar_write(void *h, unsigned int region, uint64_t off,
		      const void *buf, size_t len)
{
	(void)region;
	mana_dev_bar_write(((struct machine *)h)->dev, off, buf, len);
}

static void reset(void *h, bool flr)
{
	mana_dev_reset(((struct machine *)h)->dev,
		       flr ? EMU_RESET_FLR : EMU_RESET_POWER);
}

static void gone(void *h)
{
	mana_dev_reset(((struct machine *)h)->dev, EMU_RESET_GONE);
}

static void unmapped(void *h, uint64_t iova, uint64_t len)
{
	mana_dev_unmapped(((struct machine *)h)->dev, iova, len);
}

static const struct vfu_ops ops = {
	.read = bar_read,
	.write = bar_write,
	.reset = reset,
	.gone = gone,
	.unmapped = unmapped,
};

static uint8_t *page(struct machine *m, unsigned int n)
{
	return m->mem + (size_t)n * PAGE;
}

static void map(struct machine *m, unsigned int n)
{
	assert_int_equal(client_map(&m->c, 3, n * PAGE, IOVA + n * PAGE, PAGE,
				    m->memfd), 0);
}

static void unmap(struct machine *m, unsigned int n)
{
	assert_true(client_unmap(&m->c, 0, IOVA + n * PAGE, PAGE) >= 0);
}

static void work(struct machine *m)
{
	while (mana_dev_work(m->dev, 64))
		;
}

static void bell(struct machine *m, uint32_t off, uint32_t id, uint32_t tail)
{
	client_write(&m->c, 0, 0x10000 + (uint64_t)m->page * PAGE + off,
		     id | (uint64_t)tail << 32, 8);
}

/* The channel on four pages; what its events said (hwc 4). */
static void establish(struct machine *m)
{
	uint8_t smc[32] = { [28] = 1 };

	/* 48-bit frame numbers of EQ, CQ, RQ, SQ lie side by side */
	for (unsigned int q = 0; q < 4; q++)
		put32(smc + 6ul * q, IOVA / PAGE + q);
	for (unsigned int i = 0; i < 32; i += 4)
		client_write(&m->c, 0, 0x200 + i, get32(smc + i), 4);
	work(m);
	for (unsigned int i = 0; i < 16; i++) {
		const uint8_t *e = page(m, EQ) + 16ul * i;
		uint32_t v = get32(e);

		if (e[12] == 129)
			m->page = v >> 16;
		if (e[12] == 130 && v >> 24 == 1)
			m->cq = v & 0xffffff;
		if (e[12] == 130 && v >> 24 == 2)
			m->rq = v & 0xffffff;
		if (e[12] == 130 && v >> 24 == 3)
			m->sq = v & 0xffffff;
		if (e[12] == 130 && v >> 24 == 9)
			m->mkey = v & 0xffffff;
	}
	assert_int_not_equal(m->mkey, 0);
}

static int setup(void **state)
{
	struct machine *m = calloc(1, sizeof(*m));
	uint16_t version[2] = { 0, 0 };
	struct emu_config cfg;
	int sv[2];

	emu_config_default(&cfg);
	cfg.msix = VECTORS;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	m->c.fd = sv[0];
	m->c.v = vfu_new_connected(sv[1], &client_config, &ops, m);
	m->dev = mana_dev_new(&cfg, &host_ops, m, &net_ops, m);
	m->memfd = client_memory(PAGES * PAGE);
	m->mem = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED,
		      m->memfd, 0);
	memset(m->mem, 0, PAGES * PAGE);
	assert_int_equal(client_call(&m->c, VERSION, version, sizeof(version),
				     NULL, 0), 4);
	client_write(&m->c, 7, 4, 6, 2);
	client_write(&m->c, 7, 0x42, 0x8000, 2);
	for (unsigned int i = 0; i < PAGES; i++)
		map(m, i);
	establish(m);
	*state = m;
	return 0;
}

static int teardown(void **state)
{
	struct machine *m = *state;

	vfu_free(m->c.v);
	mana_dev_free(m->dev);
	munmap(m->mem, PAGES * PAGE);
	close(m->memfd);
	close(m->c.fd);
	free(m);
	return 0;
}

/*
 * A buffer for an answer, and a question that may come before VERIFY: a test
 * event for an EQ that is not there.
 */
static void ask(struct machine *m, bool ring)
{
	uint8_t *b = page(m, RQ), *q = page(m, SQ), *msg = page(m, ASK);

	put32(b + 4, 0x201);
	put64(b + 16, IOVA + ANSWER * PAGE);
	put32(b + 24, m->mkey);
	put32(b + 28, PAGE);
	bell(m, 0x400, m->rq, 32);
	put32(msg + 4, 10);
	put16(msg + 8, 1);
	put32(msg + 12, 44);
	put32(msg + 20, 10);
	put16(msg + 24, 1);
	put32(msg + 28, 32);
	put32(msg + 32, 1);
	put32(q + 4, 0x601);
	put32(q + 24, m->cq);
	put32(q + 28, m->sq);
	put64(q + 32, IOVA + ASK * PAGE);
	put32(q + 40, m->mkey);
	put32(q + 44, 44);
	if (ring)
		bell(m, 0x000, m->sq, 64);
}

/* Hits of a rule; 0: of every rule that fails a run. */
static unsigned int hits(struct machine *m, unsigned int rule)
{
	json_t *report = mana_dev_report(m->dev), *v;
	json_int_t sum = 0;
	size_t i;

	json_array_foreach(json_object_get(report, "violations"), i, v) {
		const json_t *severity = json_object_get(v, "severity");

		if (rule ? json_integer_value(json_object_get(v, "rule")) ==
		    rule : strcmp(json_string_value(severity), "L"))
			sum += json_integer_value(json_object_get(v, "count"));
	}
	json_decref(report);
	return (unsigned int)sum;
}

/* The same, and no other rule was broken. */
static unsigned int only(struct machine *m, unsigned int rule)
{
	unsigned int n = hits(m, rule);

	assert_int_equal(hits(m, 0), n);
	return n;
}

static void mapped(void **state)
{
	struct machine *m = *state;

	ask(m, true);
	work(m);
	assert_int_equal(only(m, 0), 0);
	assert_int_equal(get32(page(m, ANSWER) + 4), 10);
}

static void ring_after_unmap(void **state)
{
	struct machine *m = *state;

	ask(m, false);
	unmap(m, CQ);
	bell(m, 0x000, m->sq, 64);
	work(m);
	/* once for taking it, and for each access */
	assert_true(only(m, 96) > 1);
	/* nothing was written where the page used to be */
	assert_int_equal(get32(page(m, CQ) + 60), 0);
}

static void message_after_unmap(void **state)
{
	struct machine *m = *state;

	ask(m, false);
	unmap(m, ASK);
	bell(m, 0x000, m->sq, 64);
	work(m);
	assert_int_equal(only(m, 70), 1);
}

static void buffer_after_unmap(void **state)
{
	struct machine *m = *state;

	ask(m, false);
	unmap(m, ANSWER);
	bell(m, 0x000, m->sq, 64);
	work(m);
	assert_int_equal(hits(m, 96), 1);
	assert_int_equal(hits(m, 70), 1);
	assert_int_equal(get32(page(m, ANSWER) + 4), 0);
}

/* A buffer that comes back in time is not used; but it was given away. */
static void buffer_unmapped_for_a_while(void **state)
{
	struct machine *m = *state;

	ask(m, false);
	unmap(m, ANSWER);
	map(m, ANSWER);
	bell(m, 0x000, m->sq, 64);
	work(m);
	assert_int_equal(only(m, 96), 1);
	assert_int_equal(get32(page(m, ANSWER) + 4), 10);
}

/* Before it is posted and after its completion is what drivers do always. */
static void free_memory_may_go(void **state)
{
	struct machine *m = *state;

	unmap(m, ANSWER);
	unmap(m, ASK);
	map(m, ANSWER);
	map(m, ASK);
	ask(m, true);
	work(m);
	assert_int_equal(only(m, 0), 0);
	unmap(m, ANSWER);
	unmap(m, ASK);
	bell(m, 0x800, m->cq, 64);
	assert_int_equal(only(m, 0), 0);
}

/* A machine that restarts takes everything: nobody's fault. */
static void reset_takes_all(void **state)
{
	struct machine *m = *state;

	for (unsigned int i = 0; i < PAGES; i++)
		unmap(m, i);
	assert_int_equal(client_call(&m->c, RESET, NULL, 0, NULL, 0), 0);
	for (unsigned int i = 0; i < PAGES; i++)
		map(m, i);
	memset(m->mem, 0, PAGES * PAGE);
	client_write(&m->c, 7, 4, 6, 2);
	client_write(&m->c, 7, 0x42, 0x8000, 2);
	establish(m);
	ask(m, true);
	work(m);
	assert_int_equal(only(m, 0), 0);
}

/* DESTROY has to come first, then the memory may go. */
static void destroy_after_unmap(void **state)
{
	struct machine *m = *state;

	unmap(m, EQ);
	client_write(&m->c, 0, 0x200 + 28, 2, 4);
	assert_int_equal(only(m, 96), 1);
}

/* What the device only reads need not be writable; the reverse is R-72. */
static void one_way_mappings(void **state)
{
	struct machine *m = *state;

	unmap(m, ASK);
	assert_int_equal(client_map(&m->c, 1, ASK * PAGE, IOVA + ASK * PAGE,
				    PAGE, m->memfd), 0);
	unmap(m, ANSWER);
	assert_int_equal(client_map(&m->c, 1, ANSWER * PAGE,
				    IOVA + ANSWER * PAGE, PAGE, m->memfd), 0);
	ask(m, false);
	bell(m, 0x000, m->sq, 64);
	work(m);
	assert_int_equal(only(m, 72), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(mapped, setup, teardown),
		cmocka_unit_test_setup_teardown(ring_after_unmap, setup,
						teardown),
		cmocka_unit_test_setup_teardown(message_after_unmap, setup,
						teardown),
		cmocka_unit_test_setup_teardown(buffer_after_unmap, setup,
						teardown),
		cmocka_unit_test_setup_teardown(buffer_unmapped_for_a_while,
						setup, teardown),
		cmocka_unit_test_setup_teardown(free_memory_may_go, setup,
						teardown),
		cmocka_unit_test_setup_teardown(reset_takes_all, setup,
						teardown),
		cmocka_unit_test_setup_teardown(destroy_after_unmap, setup,
						teardown),
		cmocka_unit_test_setup_teardown(one_way_mappings, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
