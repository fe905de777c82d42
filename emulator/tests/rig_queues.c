// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The scripted driver: WQ objects, steering, entries, completions.
 */
#include "rig.h"

/* A doorbell of the queue's page. */
static void ring(struct rig_queue *q, uint32_t off, uint32_t id, uint32_t pos)
{
	rig_bell(q->r, q->r->page, off, id | (uint64_t)pos << 32, 8);
}

/* ---- objects ---- */

void rig_create_msg(struct rig *r, struct rig_msg *m, struct rig_queue *q)
{
	q->wq_at = rig_alloc(r, q->wq_size);
	q->cq_at = rig_alloc(r, q->cq_size);
	rig_msg(m, 0x20004, 3, 96, 2, 56);
	put64(m->b + 40, r->vport[q->port]);
	put32(m->b + 48, q->kind);
	put64(m->b + 56, 0);
	put32(m->b + 72, q->wq_size);
	put32(m->b + 76, q->cq_size);
	put32(m->b + 84, r->eq_id);
}

uint32_t rig_create(struct rig *r, struct rig_queue *q, unsigned int port,
		    unsigned int kind, uint32_t wq_size, uint32_t cq_size)
{
	uint64_t wr, cr;
	struct rig_msg m;
	uint32_t st;

	*q = (struct rig_queue){ .r = r, .port = port, .kind = kind,
				 .wq_size = wq_size, .cq_size = cq_size,
				 .cons = cq_size / 64 };
	rig_create_msg(r, &m, q);
	wr = rig_region(r, q->wq_at, wq_size);
	cr = rig_region(r, q->cq_at, cq_size);
	put64(m.b + 56, wr);
	put64(m.b + 64, cr);
	st = rig_send(r, &m);
	if (st)
		return st;
	q->wq_id = get32(r->resp + 32);
	q->cq_id = get32(r->resp + 36);
	q->handle = get64(r->resp + 40);
	return 0;
}

struct rig_queue *rig_queue(struct rig *r, unsigned int port,
			    unsigned int kind)
{
	static struct rig_queue pool[64];
	static unsigned int next;
	struct rig_queue *q = &pool[next++ % 64];

	assert_int_equal(rig_create(r, q, port, kind, 4096, 16384), 0);
	return q;
}

uint32_t rig_destroy(struct rig_queue *q, unsigned int kind)
{
	struct rig_msg m;

	rig_msg(&m, 0x20005, 1, 56, 1, 32);
	put32(m.b + 40, kind);
	put64(m.b + 48, q->handle);
	return rig_send(q->r, &m);
}

uint32_t rig_fence(struct rig_queue *q)
{
	struct rig_msg m;

	rig_msg(&m, 0x20006, 1, 48, 1, 32);
	put64(m.b + 40, q->handle);
	return rig_send(q->r, &m);
}

void rig_steer_msg(struct rig *r, struct rig_msg *m, unsigned int port,
		   const struct rig_steer *s)
{
	unsigned int ver = s->ver ? s->ver : 2;
	uint32_t at = ver >= 2 ? 120 : 112;

	rig_msg(m, 0x20007, (uint16_t)ver, at + 8 * s->n, ver >= 2 ? 2 : 1, 40);
	put64(m->b + 40, r->vport[port]);
	put16(m->b + 48, (uint16_t)s->n);
	put16(m->b + 50, (uint16_t)at);
	put32(m->b + 52, s->rx);
	put32(m->b + 56, s->rss);
	m->b[60] = s->def;
	m->b[61] = s->key;
	m->b[62] = s->tab;
	put64(m->b + 64, s->default_rq);
	if (s->key_bytes)
		memcpy(m->b + 72, s->key_bytes, 40);
	if (ver >= 2)
		m->b[112] = s->coal4;
	if (ver >= 5) {
		put16(m->b + 116, s->types ? s->types : 0x3f);
		m->b[118] = s->coal8;
	}
	for (uint32_t i = 0; s->table && i < s->n; i++)
		put64(m->b + at + 8 * i, s->table[i]);
}

uint32_t rig_steer(struct rig *r, unsigned int port, const struct rig_steer *s)
{
	struct rig_msg m;

	rig_steer_msg(r, &m, port, s);
	return rig_send(r, &m);
}

void rig_rx_on(struct rig_queue *rq)
{
	const struct rig_steer s = { .rx = 1, .def = true,
				     .default_rq = rq->handle };

	assert_int_equal(rig_steer(rq->r, rq->port, &s), 0);
}

/* ---- rings ---- */

void rig_ring(struct rig_queue *q)
{
	ring(q, q->kind == 1 ? 0x000 : 0x400, q->wq_id, q->tail);
}

static void ring_put(struct rig_queue *q, uint32_t off, const void *buf,
		     size_t len)
{
	const uint8_t *b = buf;

	for (size_t i = 0; i < len; i++)
		*(uint8_t *)rig_ptr(q->r, q->wq_at + (q->tail + off + i) %
				    q->wq_size) = b[i];
}

void rig_post(struct rig_queue *q, const uint32_t hdr[2], const void *oob,
	      unsigned int oob_len, const struct rig_sge *sge, unsigned int n,
	      bool quiet)
{
	uint32_t len = (8 + oob_len + 16 * n + 31) & ~31u;
	uint8_t w[1024] = { 0 };

	put32(w, hdr[0]);
	put32(w + 4, hdr[1]);
	memcpy(w + 8, oob, oob_len);
	for (unsigned int i = 0; i < n; i++) {
		uint8_t *s = w + 8 + oob_len + 16 * i;

		put64(s, sge[i].at);
		put32(s + 8, q->r->mkey);
		put32(s + 12, sge[i].len);
	}
	ring_put(q, 0, w, len);
	q->tail += len;
	if (!quiet)
		rig_ring(q);
}

uint64_t rig_buffer(struct rig_queue *q, uint32_t len)
{
	const struct rig_sge sge = { rig_alloc(q->r, len), len };
	const uint32_t hdr[2] = { 0, 0x201 };
	const uint8_t oob[8] = { 0 };

	rig_post(q, hdr, oob, 8, &sge, 1, false);
	return sge.at;
}

static void put_oob(const struct rig_queue *sq, const struct rig_tx *how,
		    uint8_t oob[24])
{
	uint32_t offset = sq->r->vport_offset[sq->port];
	uint32_t d2 = 0, d3 = 0;

	memset(oob, 0, 24);
	put32(oob, (how->d0 | (how->vlan || how->wide ? 1 : 0) |
		    sq->cq_id << 8) ^ how->xor0);
	put32(oob + 4, (how->trans_off | (sq->wq_id >> 10 & 0x3fff) << 10 |
			(offset <= 255 ? offset << 24 : 0)) ^ how->xor1);
	if (how->vlan)
		d2 = 8 | (uint32_t)how->tci >> 13 << 16 |
		     (how->tci >> 12 & 1u) << 19 |
		     (uint32_t)(how->tci & 0xfff) << 20;
	if (offset > 255)
		d3 = offset << 16;
	put32(oob + 8, d2 ^ how->xor2);
	put32(oob + 12, d3 ^ how->xor3);
	put32(oob + 16, how->xor4);
}

void rig_tx_post(struct rig_queue *sq, const void *frame, size_t len,
		 const struct rig_tx *how)
{
	static const struct rig_tx plain;
	uint64_t at = rig_alloc(sq->r, len + 1);
	struct rig_sge sge[2] = { { at, (uint32_t)len } };
	uint32_t hdr[2] = { 0, 0x201 };
	unsigned int n = 1, oob_len;
	uint8_t oob[24];

	how = how ? how : &plain;
	oob_len = how->vlan || how->wide ? 24 : 8;
	memcpy(rig_ptr(sq->r, at), frame, len);
	if (oob_len == 24)
		hdr[1] |= 0x400;
	if (how->hdr_len) {
		sge[0].len = how->hdr_len;
		sge[1].at = at + how->hdr_len;
		sge[1].len = (uint32_t)len - how->hdr_len;
		n = sge[1].len ? 2 : 1;
		hdr[0] = how->hdr_len << 24;
		hdr[1] = (hdr[1] & ~0xffu) | n | 0x800 | how->mss << 16;
	}
	hdr[0] ^= how->hdr_xor0;
	hdr[1] ^= how->hdr_xor1;
	put_oob(sq, how, oob);
	rig_post(sq, hdr, oob, oob_len, sge, n, false);
}

bool rig_cqe(struct rig_queue *q, uint8_t cqe[64])
{
	uint32_t n = q->cq_size / 64;
	const uint8_t *c = rig_ptr(q->r, q->cq_at + q->cons % n * 64);

	if (get32(c + 60) >> 29 != q->cons / n % 8)
		return false;
	memcpy(cqe, c, 64);
	assert_int_equal(get32(c + 60) & 0x1ffffff,
			 q->wq_id | (q->kind == 1 ? 1u << 24 : 0));
	assert_int_equal(c[0] & 0xc0, 0x40);
	q->cons = (q->cons + 1) % (8 * n);
	ring(q, 0x800, q->cq_id, q->cons);
	return true;
}

unsigned int rig_tx(struct rig_queue *sq, const void *frame, size_t len,
		    const struct rig_tx *how)
{
	uint8_t cqe[64];

	rig_tx_post(sq, frame, len, how);
	rig_run(sq->r);
	return rig_cqe(sq, cqe) ? cqe[0] & 0x3f : 0;
}
