// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The scripted driver: host, channel, bring-up, EQs.
 */
#include <errno.h>
#include <stdlib.h>

#include "rig.h"

/* ---- the host ---- */

static bool mem_ok(void *host, uint64_t iova, uint64_t len, bool write)
{
	const struct rig *r = host;
	const struct rig_hole *h = &r->hole;

	if (iova < RIG_MEM_AT || len > RIG_MEM_SIZE ||
	    iova - RIG_MEM_AT > RIG_MEM_SIZE - len)
		return false;
	if (iova + len <= h->at || iova >= h->at + h->len)
		return true;
	return h->readable && !write;
}

static int mem_read(void *host, uint64_t iova, void *buf, size_t len)
{
	struct rig *r = host;

	if (!mem_ok(host, iova, len, false))
		return -EFAULT;
	memcpy(buf, r->mem + (iova - RIG_MEM_AT), len);
	return 0;
}

static int mem_write(void *host, uint64_t iova, const void *buf, size_t len)
{
	struct rig *r = host;

	if (!mem_ok(host, iova, len, true))
		return -EFAULT;
	memcpy(r->mem + (iova - RIG_MEM_AT), buf, len);
	return 0;
}

static void irq(void *host, unsigned int vector)
{
	struct rig *r = host;

	r->last_irq = vector;
	r->irqs++;
}

static bool usable(void *host, unsigned int vector)
{
	const struct rig *r = host;

	(void)vector;
	return !r->no_msix;
}

static bool bus_master(void *host)
{
	const struct rig *r = host;

	return !r->no_master;
}

static uint64_t now_ns(void *host)
{
	struct rig *r = host;

	return r->now_ns;
}

static const struct emu_host_ops host_ops = {
	.dma_read = mem_read,
	.dma_write = mem_write,
	.dma_ok = mem_ok,
	.irq = irq,
	.vector_usable = usable,
	.bus_master = bus_master,
	.now_ns = now_ns,
};

static void wire(void *net, unsigned int port, const void *frame, size_t len)
{
	struct rig *r = net;
	struct rig_frame *f;

	if (r->loop) {
		mana_dev_rx(r->dev, port ^ 1, frame, len);
		return;
	}
	assert_true(r->num_frames < RIG_FRAMES);
	f = &r->frames[r->num_frames++];
	f->port = port;
	f->len = len;
	f->data = malloc(len);
	memcpy(f->data, frame, len);
}

static const struct emu_net_ops net_ops = { .tx = wire };

uint64_t rig_alloc(struct rig *r, size_t bytes)
{
	uint64_t at = r->mem_next;

	r->mem_next += (bytes + 4095) & ~(size_t)4095;
	assert_true(r->mem_next <= RIG_MEM_AT + RIG_MEM_SIZE);
	return at;
}

void *rig_ptr(struct rig *r, uint64_t iova)
{
	return r->mem + (iova - RIG_MEM_AT);
}

void rig_run(struct rig *r)
{
	unsigned int turns = 0;

	while (mana_dev_work(r->dev, 64))
		assert_true(++turns < 1000000);
}

/* ---- registers and doorbells ---- */

uint64_t rig_read(struct rig *r, uint64_t off, size_t len)
{
	uint8_t v[8] = { 0 };

	mana_dev_bar_read(r->dev, off, v, len);
	return get64(v);
}

void rig_write(struct rig *r, uint64_t off, uint64_t v, size_t len)
{
	uint8_t b[8];

	put64(b, v);
	mana_dev_bar_write(r->dev, off, b, len);
}

void rig_bell(struct rig *r, uint32_t page, uint32_t off, uint64_t v,
	      size_t len)
{
	rig_write(r, r->db_at + page * r->db_page_size + off, v, len);
}

static void ring(struct rig *r, uint32_t page, uint32_t off, uint32_t id,
		 uint32_t pos)
{
	rig_bell(r, page, off, id | (uint64_t)pos << 32, 8);
}

/* ---- the channel ---- */

uint32_t rig_smc(struct rig *r, const uint8_t message[32])
{
	for (unsigned int i = 0; i < 32; i += 4)
		rig_write(r, r->smc_at + i, get32(message + i), 4);
	return (uint32_t)rig_read(r, r->smc_at + 28, 4);
}

uint32_t rig_unestablish(struct rig *r)
{
	const uint8_t smc[32] = { [28] = 2 };

	return rig_smc(r, smc);
}

/* One init event: gdma 8, hwc 4. True for the last. */
static bool learn(struct rig *r, const uint8_t *e)
{
	uint32_t v = get32(e);

	if (e[12] == 129) {
		r->eq.id = v & 0xffff;
		r->hwc_page = v >> 16;
	}
	if (e[12] == 130 && v >> 24 == 1)
		r->cq.id = v & 0xffffff;
	if (e[12] == 130 && v >> 24 == 2)
		r->rq.id = v & 0xffffff;
	if (e[12] == 130 && v >> 24 == 3)
		r->sq.id = v & 0xffffff;
	if (e[12] == 130 && v >> 24 == 9)
		r->hwc_mkey = v & 0xffffff;
	if (e[12] == 130 && v >> 24 == 10)
		r->pf_rq = v & 0xffffff;
	if (e[12] == 130 && v >> 24 == 11)
		r->pf_cq = v & 0xffffff;
	return e[12] == 131;
}

uint32_t rig_establish(struct rig *r)
{
	struct rig_chan *rings[4] = { &r->eq, &r->cq, &r->rq, &r->sq };
	uint8_t smc[32] = { 0 };
	bool done = false;
	uint32_t header;

	for (unsigned int i = 0; i < 4; i++) {
		*rings[i] = (struct rig_chan){ .at = rig_alloc(r, 4096) };
		put32(smc + 6 * i, (uint32_t)(rings[i]->at >> 12));
	}
	put32(smc + 28, 1);
	header = rig_smc(r, smc);
	rig_run(r);
	for (unsigned int i = 0; i < 256 && !done; i++)
		done = learn(r, rig_ptr(r, r->eq.at + 16 * i));
	r->cq.pos = 64;
	r->eq.pos = 256;
	r->msg_at = rig_alloc(r, 4096);
	r->ans_at = rig_alloc(r, 4096);
	return header;
}

void rig_msg(struct rig_msg *m, uint32_t type, uint16_t ver, size_t len,
	     uint16_t resp_ver, size_t resp_len)
{
	memset(m, 0, sizeof(*m));
	m->type = type;
	m->ver = ver;
	m->resp_ver = resp_ver;
	m->len = len;
	m->resp_len = resp_len;
	put32(m->b + 4, type);
	put16(m->b + 8, ver);
	put32(m->b + 12, (uint32_t)len);
	put32(m->b + 20, type);
	put16(m->b + 24, resp_ver);
	put32(m->b + 28, (uint32_t)resp_len);
	put32(m->b + 32, type == 4 || type == 5 || type >= 0x20000 ||
	      type == 10 || type == 12 || type == 13 || (type >= 25 && type <= 27) ? 2 : 0);
	put32(m->b + 36, 0x1234);
}

void rig_hwc_buffer(struct rig *r, uint64_t at, uint32_t len)
{
	uint8_t *w = rig_ptr(r, r->rq.at + r->rq.pos % 4096);

	memset(w, 0, 32);
	put32(w + 4, 0x201);
	put64(w + 16, at);
	put32(w + 24, r->hwc_mkey);
	put32(w + 28, len);
	r->rq.pos += 32;
	ring(r, r->hwc_page, 0x400, r->rq.id, r->rq.pos);
}

uint8_t *rig_hwc_request(struct rig *r, const struct rig_msg *m)
{
	uint8_t *w = rig_ptr(r, r->sq.at + r->sq.pos % 4096);

	memcpy(rig_ptr(r, r->msg_at), m->b, m->len);
	memset(w, 0, 64);
	put32(w + 4, 0x601);
	put32(w + 16, r->pf_rq);
	put32(w + 20, r->pf_cq);
	put32(w + 24, r->cq.id);
	put32(w + 28, r->sq.id);
	put64(w + 32, r->msg_at);
	put32(w + 40, r->hwc_mkey);
	put32(w + 44, (uint32_t)m->len);
	return w;
}

void rig_hwc_ring(struct rig *r, uint32_t bytes)
{
	r->sq.pos += bytes;
	ring(r, r->hwc_page, 0x000, r->sq.id, r->sq.pos);
}

void rig_send_blind(struct rig *r, const struct rig_msg *m)
{
	rig_hwc_buffer(r, r->ans_at, 4096);
	rig_hwc_request(r, m);
	rig_hwc_ring(r, 64);
}

uint32_t rig_send(struct rig *r, struct rig_msg *m)
{
	bool answered = false;

	rig_send_blind(r, m);
	rig_run(r);
	for (;;) {
		const uint8_t *c = rig_ptr(r, r->cq.at + r->cq.pos % 64 * 64);

		if (get32(c + 60) >> 29 != r->cq.pos / 64 % 8)
			break;
		if (!(get32(c + 60) >> 24 & 1)) {
			r->resp_len = get32(c + 24);
			answered = true;
		}
		r->cq.pos++;
	}
	ring(r, r->hwc_page, 0x800, r->cq.id, r->cq.pos % 512);
	assert_true(answered);
	assert_true(r->resp_len >= 32 && r->resp_len <= 4096);
	memcpy(r->resp, rig_ptr(r, r->ans_at), r->resp_len);
	if (r->no_echo && m->type < 0x20000)
		return get32(r->resp + 24);
	assert_int_equal(get32(r->resp + 4), m->type);
	assert_int_equal(get32(r->resp + 16), get32(m->b + 32));
	assert_int_equal(get32(r->resp + 20), get32(m->b + 36));
	return get32(r->resp + 24);
}

/* ---- bring-up ---- */

void rig_config(struct emu_config *cfg)
{
	emu_config_default(cfg);
	cfg->num_ports = RIG_PORTS;
}

struct rig *rig_new_cold(const struct emu_config *cfg)
{
	struct rig *r = calloc(1, sizeof(*r));
	struct emu_config defaults;

	rig_config(&defaults);
	r->mem = calloc(1, RIG_MEM_SIZE);
	r->mem_next = RIG_MEM_AT;
	r->no_echo = cfg && cfg->traits & EMU_TRAIT_NO_ECHO;
	r->now_ns = 1000000000;
	r->dev = mana_dev_new(cfg ? cfg : &defaults, &host_ops, r, &net_ops, r);
	assert_non_null(r->dev);
	/* the first PF's registers are elsewhere (gdma 2.2) */
	if (cfg && cfg->device_id == EMU_ID_PF) {
		r->db_at = rig_read(r, 0xc8, 8);
		r->db_page_size = rig_read(r, 0xd0, 4) & 0xffff;
		r->smc_at = rig_read(r, 0x108, 8);
		r->smc_at += rig_read(r, r->smc_at + 0x70, 8);
		return r;
	}
	r->db_at = rig_read(r, 0x08, 8);
	r->db_page_size = rig_read(r, 0x10, 4) & 0xffff;
	r->smc_at = rig_read(r, 0x18, 8);
	return r;
}

static void verify(struct rig *r)
{
	struct rig_msg m;

	rig_msg(&m, 1, 1, 640, 1, 72);
	put64(m.b + 40, 1);
	put64(m.b + 48, 1);
	assert_int_equal(rig_send(r, &m), 0);
}

struct rig *rig_new_unregistered(const struct emu_config *cfg)
{
	struct rig *r = rig_new_cold(cfg);

	assert_int_equal(rig_establish(r), 0x81);
	verify(r);
	return r;
}

uint64_t rig_region(struct rig *r, uint64_t at, size_t bytes)
{
	unsigned int pages = (unsigned int)(bytes / 4096);
	struct rig_msg m;

	rig_msg(&m, 25, 1, 64 + 8 * pages, 1, 40);
	put64(m.b + 40, bytes);
	put32(m.b + 56, pages);
	put32(m.b + 60, pages);
	for (unsigned int i = 0; i < pages; i++)
		put64(m.b + 64 + 8 * i, at + 4096ull * i);
	assert_int_equal(rig_send(r, &m), 0);
	return get64(r->resp + 32);
}

uint32_t rig_create_eq(struct rig *r, struct rig_eq *eq, uint32_t bytes,
		       uint32_t msix)
{
	struct rig_msg m;
	uint32_t st;

	*eq = (struct rig_eq){ .r = r, .bytes = bytes, .cons = bytes / 16,
			       .at = rig_alloc(r, bytes) };
	rig_msg(&m, 12, 1, 96, 1, 36);
	put64(m.b + 56, rig_region(r, eq->at, bytes));
	put32(m.b + 40, 4);
	put32(m.b + 48, r->pdid);
	put32(m.b + 52, r->page);
	put32(m.b + 68, bytes);
	put32(m.b + 76, msix);
	st = rig_send(r, &m);
	eq->id = st ? 0 : get32(r->resp + 32);
	return st;
}

bool rig_eqe(struct rig_eq *eq, uint8_t eqe[16])
{
	uint32_t n = eq->bytes / 16;
	const uint8_t *e = rig_ptr(eq->r, eq->at + eq->cons % n * 16);

	if (get32(e + 12) >> 29 != eq->cons / n % 8)
		return false;
	memcpy(eqe, e, 16);
	eq->cons = (eq->cons + 1) % (8 * n);
	return true;
}

void rig_eq_ring(struct rig_eq *eq, bool arm)
{
	ring(eq->r, eq->r->page, 0xff8, eq->id,
	     eq->cons | (arm ? 1u << 31 : 0));
}

uint32_t rig_disable_eq(struct rig_eq *eq)
{
	struct rig_msg m;

	rig_msg(&m, 13, 1, 52, 1, 32);
	put32(m.b + 40, 4);
	put32(m.b + 44, eq->id);
	put32(m.b + 48, 1);
	return rig_send(eq->r, &m);
}

static void bind_port(struct rig *r, unsigned int i)
{
	struct rig_msg m;

	rig_msg(&m, 0x20008, 1, 44, 1, 64);
	put32(m.b + 40, i);
	assert_int_equal(rig_send(r, &m), 0);
	r->vport[i] = get64(r->resp + 56);
	memcpy(r->mac[i], r->resp + 48, 6);
	rig_msg(&m, 0x20003, 1, 56, 1, 36);
	put64(m.b + 40, r->vport[i]);
	put32(m.b + 48, r->pdid);
	put32(m.b + 52, r->page);
	assert_int_equal(rig_send(r, &m), 0);
	r->vport_offset[i] = get16(r->resp + 32);
}

struct rig *rig_new(const struct emu_config *cfg)
{
	struct rig *r = rig_new_unregistered(cfg);
	struct rig_msg m;

	rig_msg(&m, 4, 1, 40, 1, 44);
	assert_int_equal(rig_send(r, &m), 0);
	r->pdid = get32(r->resp + 32);
	r->mkey = get32(r->resp + 36);
	r->page = get32(r->resp + 40);
	assert_int_equal(rig_create_eq(r, &r->data_eq, 32768, 1), 0);
	r->eq_id = r->data_eq.id;
	for (unsigned int i = 0; i < RIG_PORTS; i++)
		bind_port(r, i);
	return r;
}

void rig_free(struct rig *r)
{
	mana_dev_free(r->dev);
	for (unsigned int i = 0; i < r->num_frames; i++)
		free(r->frames[i].data);
	free(r->mem);
	free(r);
}
