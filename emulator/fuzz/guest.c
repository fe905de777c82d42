// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The half of the hostile guest that knows the protocol: what it sends is
 * right (gdma 10 to 12, ethernet 1 and 2), then spoiled as the input says.
 */
#include "fuzz.h"

#define DB_AT 0x10000u
#define SMC_AT 0x200u
#define HWC_PAGE 3u
#define HWC_MKEY 0x1234u
#define PDID 0x77u
#define MKEY 0x1001u
#define PAGE_DB 5u

static void bell(struct fuzz *f, uint32_t page, uint32_t off, uint32_t id,
		 uint32_t v)
{
	bar_write(f, DB_AT + page * 4096ull + off, id | (uint64_t)v << 32, 8);
}

/* Up to three bytes of @b change; a zero byte in the input: none does. */
static void spoil(struct fuzz *f, uint8_t *b, size_t len)
{
	unsigned int n = in8(f) & 3;

	for (unsigned int i = 0; i < n; i++) {
		size_t at = in8(f) | (size_t)in8(f) << 8;

		b[at % len] ^= in8(f);
	}
}

void guest_forget(struct fuzz *f)
{
	f->num_eqs = 0;
	f->num_queues = 0;
	f->num_handles = 0;
	memset(f->chan, 0, sizeof(f->chan));
}

/* Ids of the channel's queues from its initialisation events (hwc 4). */
static void learn(struct fuzz *f, uint64_t eq_at)
{
	for (unsigned int i = 0; i < 16; i++) {
		const uint8_t *e = mem_at(f, eq_at + 16ul * i);
		uint32_t v = get32(e);

		if (e[12] == 129)
			f->chan_eq = v & 0xffff;
		if (e[12] == 130 && v >> 24 == 1)
			f->chan[0].cq = v & 0xffffff;
		if (e[12] == 130 && v >> 24 == 2)
			f->chan[1].id = v & 0xffffff;
		if (e[12] == 130 && v >> 24 == 3)
			f->chan[0].id = v & 0xffffff;
	}
}

void guest_establish(struct fuzz *f)
{
	uint8_t m[32] = { 0 };
	uint64_t at[4]; /* EQ, CQ, RQ, SQ */

	guest_forget(f);
	for (unsigned int i = 0; i < 4; i++) {
		at[i] = mem_alloc(f, 1);
		put32(m + 6ul * i, (uint32_t)(at[i] >> 12));
	}
	put32(m + 28, in8(f) & 1 ? 2 : 1);
	spoil(f, m, sizeof(m));
	for (unsigned int i = 0; i < 32; i += 4)
		bar_write(f, SMC_AT + i, get32(m + i), 4);
	/* a look, which may be what the answer waits for */
	mana_dev_bar_read(f->dev, SMC_AT + 28, m, 4);
	f->chan[0] = (struct guest_queue){ .kind = 1, .at = at[3],
		.bytes = 4096, .mkey = HWC_MKEY, .page = HWC_PAGE };
	f->chan[1] = (struct guest_queue){ .kind = 2, .at = at[2],
		.bytes = 4096, .mkey = HWC_MKEY, .page = HWC_PAGE };
	f->ask_at = mem_alloc(f, 1);
	f->answer_at = mem_alloc(f, 1);
	learn(f, at[0]);
	work(f);
}

/* ---- requests ---- */

static uint64_t handle(struct fuzz *f, unsigned int back)
{
	if (!f->num_handles)
		return 0;
	return f->handles[(f->num_handles - 1 - back % f->num_handles) %
			  GUEST_HANDLES];
}

static void keep(struct fuzz *f, uint64_t value)
{
	f->handles[f->num_handles++ % GUEST_HANDLES] = value;
}

/**
 * struct plan - requests the guest knows
 * @type: message code
 * @version: of the request
 * @len: bytes
 * @resp: bytes of the answer
 */
struct plan {
	uint32_t type;
	uint16_t version;
	uint16_t len, resp;
};

static const struct plan plans[] = {
	{ 1, 1, 640, 72 }, { 2, 1, 40, 72 }, { 3, 1, 40, 296 },
	{ 4, 1, 40, 44 }, { 5, 1, 40, 32 }, { 10, 1, 44, 32 },
	{ 11, 1, 48, 32 }, { 12, 1, 96, 36 }, { 13, 1, 52, 32 },
	{ 25, 1, 64, 40 }, { 26, 1, 56, 32 }, { 27, 1, 48, 32 },
	{ 81, 1, 56, 32 }, { 84, 1, 48, 40 }, { 0x20001, 1, 88, 80 },
	{ 0x20002, 1, 48, 256 }, { 0x20003, 1, 56, 36 },
	{ 0x20004, 3, 96, 56 }, { 0x20005, 1, 56, 32 },
	{ 0x20006, 1, 48, 32 }, { 0x20007, 5, 120, 40 },
	{ 0x20008, 1, 44, 64 }, { 0x2000a, 1, 48, 48 },
	{ 0x2000b, 1, 56, 40 }, { 0x2000c, 1, 48, 440 },
};

#define NUM_PLANS (sizeof(plans) / sizeof(plans[0]))

/* CREATE_DMA_REGION of one to eight pages, in one message or cut short. */
static uint32_t fill_region(struct fuzz *f, uint8_t *m)
{
	uint8_t how = in8(f);
	unsigned int pages = 1u << (how & 3);
	unsigned int listed = how & 4 ? (pages + 1) / 2 : pages;
	uint64_t at = mem_alloc(f, pages);

	put64(m + 40, pages * 4096ull);
	put32(m + 56, pages);
	put32(m + 60, listed);
	for (unsigned int i = 0; i < listed; i++)
		put64(m + 64 + 8ul * i, at + 4096ull * i);
	return 64 + 8 * listed;
}

static uint32_t fill_add(struct fuzz *f, uint8_t *m)
{
	unsigned int n = in8(f) & 7;
	uint64_t at = mem_alloc(f, 8);

	put64(m + 40, handle(f, 0));
	put32(m + 48, n);
	for (unsigned int i = 0; i < n; i++)
		put64(m + 56 + 8ul * i, at + 4096ull * i);
	return 56 + 8 * n;
}

/* CONFIG_VPORT_RX: handles of the objects are the newest that are known. */
static uint32_t fill_steer(struct fuzz *f, uint8_t *m)
{
	uint8_t how = in8(f), back = in8(f);

	put64(m + 40, handle(f, in8(f)));
	put16(m + 48, 64);
	put16(m + 50, 120);
	put32(m + 52, how & 1);
	put32(m + 56, how >> 1 & 1);
	m[60] = how >> 2 & 1;
	m[61] = how >> 3 & 1;
	m[62] = how >> 4 & 1;
	put64(m + 64, handle(f, back));
	memset(m + 72, 0x5a, 40);
	m[112] = how >> 5 & 1;
	put16(m + 116, 0x3f);
	m[118] = how >> 6 & 1;
	for (unsigned int i = 0; i < 64; i++)
		put64(m + 120 + 8ul * i, handle(f, back + (how & 0x80 ? i & 1 : 0)));
	return 120 + 8 * 64;
}

/* Bytes of the ring that the next queue gets: what its region was made of. */
static void fill_create(struct fuzz *f, uint8_t *m)
{
	uint8_t how = in8(f);

	put64(m + 40, handle(f, in8(f)));
	put32(m + 48, 1 + (how & 1));
	put64(m + 56, handle(f, 1));
	put64(m + 64, handle(f, 0));
	put32(m + 72, 4096u << (how >> 1 & 3));
	put32(m + 76, 4096u << (how >> 3 & 3));
	put32(m + 84, f->num_eqs ? f->eqs[(how >> 5) % f->num_eqs] : 0);
}

static void fill_create_eq(struct fuzz *f, uint8_t *m)
{
	uint8_t how = in8(f);

	put32(m + 40, 4);
	put32(m + 48, PDID);
	put32(m + 52, PAGE_DB);
	put64(m + 56, handle(f, 0));
	put32(m + 68, 4096u << (how & 3));
	put32(m + 72, 3);
	put32(m + 76, how >> 2);
}

static void fill_verify(uint8_t *m)
{
	put64(m + 40, 1);
	put64(m + 48, 1);
}

/* What stands in most requests at 40, or 44: a handle, an EQ, a number. */
static void fill_simple(struct fuzz *f, uint8_t *m, uint32_t type)
{
	uint8_t how = in8(f);
	uint32_t eq = f->num_eqs ? f->eqs[how % f->num_eqs] : f->chan_eq;

	if (type == 10 || type == 11 || type == 81)
		put32(m + 40, how & 0x80 ? f->chan_eq : eq);
	else if (type == 13)
		put64(m + 40, 4 | (uint64_t)eq << 32);
	else if (type == 0x20008)
		put32(m + 40, how);
	else if (type == 0x20005)
		put32(m + 40, 1 + (how >> 7));
	else
		put64(m + 40, handle(f, how));
	if (type == 0x20005)
		put64(m + 48, handle(f, how & 0x7f));
	if (type == 0x20003)
		put64(m + 48, PDID | (uint64_t)PAGE_DB << 32);
	if (type == 0x2000b)
		put64(m + 48, 1 | (uint64_t)(how * 100u) << 32);
}

static uint32_t fill(struct fuzz *f, uint8_t *m, const struct plan *p)
{
	switch (p->type) {
	case 1:
		fill_verify(m);
		break;
	case 12:
		fill_create_eq(f, m);
		break;
	case 25:
		return fill_region(f, m);
	case 26:
		return fill_add(f, m);
	case 0x20004:
		fill_create(f, m);
		break;
	case 0x20007:
		return fill_steer(f, m);
	default:
		fill_simple(f, m, p->type);
	}
	return p->len;
}

static void header(uint8_t *m, const struct plan *p, uint32_t len)
{
	put32(m + 4, p->type);
	put16(m + 8, p->version);
	put32(m + 12, len);
	put32(m + 20, p->type);
	put16(m + 24, p->version);
	put32(m + 28, p->resp);
	put32(m + 32, p->type == 4 || p->type == 5 || p->type == 12 ||
	      p->type == 13 || p->type >= 0x20000 ? 2 : 0);
}

/* Write an entry of @len bytes where the queue stands. */
static void ring_put(struct fuzz *f, struct guest_queue *q, const uint8_t *e,
		     uint32_t len)
{
	for (uint32_t i = 0; i < len; i++)
		*mem_at(f, q->at + (q->tail + i) % q->bytes) = e[i];
	q->tail += (len + 31) & ~31u;
}

static void post_buffer(struct fuzz *f, struct guest_queue *q, uint64_t at,
			uint32_t len)
{
	uint8_t e[32] = { 0 };

	put32(e + 4, 0x201);
	put64(e + 16, at);
	put32(e + 24, q->mkey);
	put32(e + 28, len);
	spoil(f, e, sizeof(e));
	ring_put(f, q, e, sizeof(e));
	bell(f, q->page, 0x400, q->id, q->tail);
}

static void send(struct fuzz *f, uint64_t at, uint32_t len)
{
	struct guest_queue *q = &f->chan[0];
	uint8_t e[64] = { 0 };

	put32(e + 4, 0x601);
	put32(e + 24, q->cq);
	put32(e + 28, q->id);
	put64(e + 32, at);
	put32(e + 40, q->mkey);
	put32(e + 44, len);
	spoil(f, e, sizeof(e));
	ring_put(f, q, e, sizeof(e));
	bell(f, q->page, 0x000, q->id, q->tail);
}

static void learn_queue(struct fuzz *f, const uint8_t *m, const uint8_t *a)
{
	struct guest_queue *q = &f->queues[f->num_queues++ % GUEST_QUEUES];

	*q = (struct guest_queue){
		.kind = get32(m + 48), .id = get32(a + 32),
		.cq = get32(a + 36), .bytes = get32(m + 72),
		.cq_bytes = get32(m + 76), .mkey = MKEY, .page = PAGE_DB,
		/* its pages are the two regions before the newest */
		.at = f->mem_next - get32(m + 76) - get32(m + 72),
	};
	q->cons = q->cq_bytes / 64;
	if (!q->bytes || q->at < MEM_AT)
		q->bytes = 4096;
	keep(f, get64(a + 40));
}

static void learn_answer(struct fuzz *f, const uint8_t *m, const uint8_t *a)
{
	uint32_t type = get32(a + 4);

	if (get32(a + 24) && get32(a + 24) != 0x105)
		return;
	if (type == 12) {
		f->eq_cons[f->num_eqs % GUEST_EQS] = get32(m + 68) / 16;
		f->eqs[f->num_eqs++ % GUEST_EQS] = get32(a + 32);
		if (f->num_eqs > GUEST_EQS)
			f->num_eqs = GUEST_EQS;
	} else if (type == 25) {
		keep(f, get64(a + 32));
	} else if (type == 0x20008) {
		keep(f, get64(a + 56));
	} else if (type == 0x20004) {
		learn_queue(f, m, a);
	}
}

void guest_request(struct fuzz *f, bool wait)
{
	const struct plan *p = &plans[in8(f) % NUM_PLANS];
	uint8_t m[1024] = { 0 };
	uint32_t len = fill(f, m, p), slot = f->early % FUZZ_SLOTS;
	uint64_t ask_at = f->ask_at + sizeof(m) * slot;

	if (!f->chan[0].bytes)
		return;
	header(m, p, len);
	put16(m + 10, (uint16_t)slot);
	spoil(f, m, len);
	memcpy(mem_at(f, ask_at), m, len);
	memset(mem_at(f, f->answer_at), 0, 512);
	post_buffer(f, &f->chan[1], f->answer_at, 4096);
	send(f, ask_at, len);
	f->early = wait ? 0 : f->early + 1;
	if (!wait)
		return;
	work(f);
	learn_answer(f, m, mem_at(f, f->answer_at));
}

/* ---- data queues ---- */

/* Sum of addresses and protocol in the frame below */
#define SEED 0x5471u

/* A frame from the first port's MAC to the second's, or a header of TCP. */
static const uint8_t frame_start[54] = {
	0x00, 0x22, 0x48, 0x10, 0x20, 0x01, 0x00, 0x22, 0x48, 0x10, 0x20, 0x00,
	0x08, 0x00, 0x45, 0x00, 0x00, 0x00, 0x00, 0x00, 0x40, 0x00, 0x40, 0x06,
	0x00, 0x00, 0xc6, 0x33, 0x64, 0x01, 0xc6, 0x33, 0x64, 0x02, 0x00, 0x01,
	0x00, 0x02, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x50, 0x10,
	0x20, 0x00, 0x00, 0x00, 0x00, 0x00,
};

static uint32_t sge(uint8_t *e, uint32_t at, uint64_t addr, uint32_t len)
{
	put64(e + at, addr);
	put32(e + at + 8, MKEY);
	put32(e + at + 12, len);
	return at + 16;
}

/* TCP as the stack would hand it over, spoiled perhaps; @size 0: to split. */
static uint64_t frame(struct fuzz *f, bool other_port, uint32_t size)
{
	uint64_t at = mem_alloc(f, 2);
	uint8_t *p = mem_at(f, at);
	uint32_t seed = SEED + (size ? size - 34 : 0);

	memcpy(p, frame_start, sizeof(frame_start));
	if (other_port)
		memcpy(p + 6, frame_start, 6);
	if (size) {
		p[16] = (uint8_t)((size - 14) >> 8);
		p[17] = (uint8_t)(size - 14);
	}
	p[50] = (uint8_t)(seed >> 8);
	p[51] = (uint8_t)seed;
	spoil(f, p, sizeof(frame_start));
	return at;
}

/* One packet: plain or TSO, short or long OOB, in one or more pieces. */
static void post_packet(struct fuzz *f, struct guest_queue *q)
{
	uint8_t how = in8(f), flags = in8(f), e[512] = { 0 };
	uint32_t size = 54 + in8(f) * 16u, oob = how & 1 ? 24 : 8;
	uint32_t n = 1 + (how >> 2 & 7), pos = 8 + oob;
	bool tso = how & 2;
	uint64_t at = frame(f, how & 0x80, tso ? 0 : size);

	put32(e, tso ? 54u << 24 : 0);
	put32(e + 4, (oob == 24 ? 0x600u : 0x200u) | (tso ? 0x800u : 0) |
	      (tso ? (uint32_t)(in8(f) * 8) << 16 : 0) | (n + tso));
	put32(e + 8, (oob == 24 ? 1u : 0) | flags << 2 | q->cq << 8);
	put32(e + 12, 34 | (q->id >> 10 & 0x3fff) << 10 | 2u << 24);
	if (tso)
		pos = sge(e, pos, at, 54);
	else
		pos = sge(e, pos, at, n > 1 ? 20 : size);
	for (uint32_t i = tso ? 0 : 1; i < n; i++)
		pos = sge(e, pos, at + 54 + 64ull * i, size);
	pos = (pos + 31) & ~31u;
	spoil(f, e, pos);
	ring_put(f, q, e, pos);
	bell(f, q->page, 0x000, q->id, q->tail);
}

void guest_post(struct fuzz *f)
{
	unsigned int known = f->num_queues < GUEST_QUEUES ? f->num_queues :
							    GUEST_QUEUES;
	struct guest_queue *q;
	uint8_t which = in8(f);

	if (!known)
		return;
	q = &f->queues[which % known];
	if (q->kind == 1)
		post_packet(f, q);
	else
		for (unsigned int i = 0; i <= which >> 6; i++)
			post_buffer(f, q, mem_alloc(f, 1), 2048);
	work(f);
}

void guest_ring(struct fuzz *f)
{
	uint8_t how = in8(f);
	struct guest_queue *q = how & 4 ? &f->chan[how & 1] :
		&f->queues[(how >> 3) % GUEST_QUEUES];
	uint32_t by = in8(f), arm = how & 2 ? 1u << 31 : 0;

	if (how & 0x80) {
		uint32_t n = (how >> 3) % GUEST_EQS;

		f->eq_cons[n] += by;
		bell(f, PAGE_DB, 0xff8, f->eqs[n], f->eq_cons[n] | arm);
	} else {
		q->cons += by;
		bell(f, q->page, 0x800, q->cq, q->cons | arm);
	}
}

void guest_moderate(struct fuzz *f)
{
	uint8_t how = in8(f);
	struct guest_queue *q = &f->queues[how % GUEST_QUEUES];
	uint64_t comps = in8(f), usec = in8(f) * 4ull;

	bell(f, q->page, 0x820, q->cq, (uint32_t)(1u << 31 | comps << 16 |
						  1u << 15 | usec));
	f->now += (how >> 5) * 200000ull;
}
