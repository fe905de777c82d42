// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Fetching and checking work-queue entries (gdma 10, R-65 to R-72). The entry
 * is read once into private memory; only the copy is judged and used.
 */
#include <errno.h>

#include "internal.h"

/* Vendor errors of CQE 42 (device-behaviour 7.4) */
#define VE_CORRUPTED 0x201u
#define VE_MSG_ACCESS 0x206u
#define VE_MSG_RANGE 0x207u
#define VE_MSG_KEY 0x208u

/* the port's MTU is not on the wire, but no MTU is smaller */
#define RX_BUFFER_MIN 64u

/* WQE header reserved bits (gdma 10.1): dword 0 23:5, dword 1 15:14 */
#define HDR0_RESERVED 0x00ffffe0u
#define HDR1_RESERVED 0x0000c000u
#define HDR1_UNUSED 0xc0003000u	/* direct, check_sn, fence, consume_credit */

static uint32_t oob_bytes(uint32_t code)
{
	return code == 2 ? 8 : code == 6 ? 24 : code == 7 ? 32 : 0;
}

static uint32_t align32(uint32_t v)
{
	return (v + 31) & ~31u;
}

/* Decode the 8-byte header; 0, or the vendor error. */
static uint32_t decode_header(struct mana_dev *dev, const struct emu_wq *wq,
			      const uint8_t *h, struct emu_wqe *w)
{
	static const uint8_t poison[8] = { WQE_POISON };
	uint32_t d0 = get32(h), d1 = get32(h + 4);
	uint32_t limit = wq->kind == EMU_SQ ? SQ_WQE_MAX : RQ_WQE_MAX;
	const char *kind = wq->kind == EMU_SQ ? "SQ" : "RQ";

	w->num_sge = bits(d1, 7, 0);
	w->oob_len = oob_bytes(bits(d1, 10, 8));
	w->oob_in_sgl = bits(d1, 11, 11);
	w->client_data_unit = (uint16_t)bits(d1, 29, 16);
	w->last_vbytes = (uint8_t)bits(d0, 31, 24);
	if (!memcmp(h, poison, sizeof(poison))) {
		emu_violation(dev, 63, "%s %u: the entry of the lap before at %u",
			      kind, wq->id, w->offset);
		return VE_CORRUPTED;
	}
	if (!w->num_sge) {
		emu_violation(dev, 65, "%s %u: WQE without SGE at %u", kind,
			      wq->id, w->offset);
		return VE_CORRUPTED;
	}
	if (!w->oob_len || w->oob_len == 32 ||
	    (wq->kind == EMU_RQ && w->oob_len != 8)) {
		emu_violation(dev, 67, "%s %u: OOB size code %u", kind, wq->id,
			      bits(d1, 10, 8));
		return VE_CORRUPTED;
	}
	w->len = align32(8 + w->oob_len + SGE_SIZE * w->num_sge);
	if (w->len > limit || w->len > wq->tail - wq->head) {
		emu_violation(dev, 66, "%s %u: WQE of %u bytes, limit %u, published %u",
			      kind, wq->id, w->len, limit, wq->tail - wq->head);
		return VE_CORRUPTED;
	}
	if ((d0 & HDR0_RESERVED) || (d1 & (HDR1_RESERVED | HDR1_UNUSED)) ||
	    (d0 & 0x1f) || (w->last_vbytes && !w->oob_in_sgl) ||
	    (wq->kind == EMU_RQ && (w->oob_in_sgl || w->client_data_unit))) {
		emu_violation(dev, 68, "%s %u: header 0x%08x 0x%08x", kind,
			      wq->id, d0, d1);
		return VE_CORRUPTED;
	}
	return 0;
}

/* What is sent must not lie in a ring or a posted buffer. */
static void check_data(struct mana_dev *dev, const struct emu_wq *wq,
		       const struct emu_sge *s)
{
	const struct usage *u = usage_find(dev, s->addr, s->len);

	if (u && !usage_refused(dev, u, "data to send"))
		emu_violation(dev, u->kind == USE_RING ? 36 : 73,
			      "SQ %u: data at 0x%llx in a %s of queue %u",
			      wq->id, (unsigned long long)s->addr,
			      u->kind == USE_RING ? "ring" : "posted buffer",
			      u->id);
}

static uint32_t check_sge(struct mana_dev *dev, const struct emu_wq *wq,
			  const struct emu_sge *s)
{
	bool write = wq->kind == EMU_RQ;

	if (!s->len || s->addr + s->len < s->addr) {
		emu_violation(dev, 69, "WQ %u: SGE of %u bytes at 0x%llx",
			      wq->id, s->len, (unsigned long long)s->addr);
		return VE_MSG_RANGE;
	}
	if (s->mkey != wq->mkey) {
		emu_violation(dev, 71, "WQ %u: key 0x%x instead of 0x%x",
			      wq->id, s->mkey, wq->mkey);
		return VE_MSG_KEY;
	}
	if (!emu_dma_ok(dev, s->addr, s->len, write)) {
		bool mapped = emu_dma_ok(dev, s->addr, s->len, !write);

		emu_violation(dev, mapped ? 72 : 70,
			      "WQ %u: SGE 0x%llx + %u is not %s", wq->id,
			      (unsigned long long)s->addr, s->len,
			      mapped ? "allowed" : "mapped");
		return VE_MSG_ACCESS;
	}
	if (!write)
		check_data(dev, wq, s);
	return 0;
}

/* between doorbell and completion an entry belongs to the device. */
static void check_unchanged(struct mana_dev *dev, const struct emu_wq *wq,
			    const struct emu_wqe *w, const uint8_t *raw)
{
	for (uint32_t i = 0; i < w->len; i += WQE_UNIT) {
		uint32_t at = (w->offset + i) & (wq->ring.bytes - 1);

		if (memcmp(wq->seen + at, raw + i, WQE_UNIT))
			emu_violation(dev, 62, "WQ %u: entry at %u changed after its doorbell",
				      wq->id, w->offset);
	}
}

enum emu_fetch emu_wq_fetch(struct mana_dev *dev, struct emu_wq *wq,
			    struct emu_wqe *w, uint32_t *vendor_err)
{
	uint8_t raw[SQ_WQE_MAX];

	if (wq->disabled || wq->tail == wq->head)
		return EMU_FETCH_NONE;
	w->wq = wq;
	w->offset = wq->head & (wq->ring.bytes - 1);
	*vendor_err = VE_CORRUPTED;
	if (fault_wqe(dev, wq))
		return wq->disabled ? EMU_FETCH_NONE : EMU_FETCH_BAD;
	w->len = WQE_UNIT;
	if (ring_read(dev, &wq->ring, w->offset, raw, WQE_UNIT))
		return EMU_FETCH_BAD;
	*vendor_err = decode_header(dev, wq, raw, w);
	if (*vendor_err)
		return EMU_FETCH_BAD;
	if (w->len > WQE_UNIT &&
	    ring_read(dev, &wq->ring, w->offset + WQE_UNIT, raw + WQE_UNIT,
		      w->len - WQE_UNIT)) {
		*vendor_err = VE_CORRUPTED;
		return EMU_FETCH_BAD;
	}
	check_unchanged(dev, wq, w, raw);
	memcpy(w->oob, raw + 8, w->oob_len);
	w->data_len = 0;
	for (unsigned int i = 0; i < w->num_sge; i++) {
		const uint8_t *s = raw + 8 + w->oob_len + SGE_SIZE * i;

		w->sge[i].addr = get64(s);
		w->sge[i].mkey = get32(s + 8);
		w->sge[i].len = get32(s + 12);
		w->data_len += w->sge[i].len;
		*vendor_err = check_sge(dev, wq, &w->sge[i]);
		if (*vendor_err)
			return EMU_FETCH_BAD;
	}
	trace_wqe(dev, wq, w, raw);
	if (wq->kind == EMU_RQ && w->data_len < RX_BUFFER_MIN)
		emu_lint(dev, 74, "RQ %u: %llu bytes of buffer", wq->id,
			 (unsigned long long)w->data_len);
	return EMU_FETCH_OK;
}

int emu_wqe_gather(struct mana_dev *dev, const struct emu_wqe *wqe,
		   uint64_t off, void *buf, size_t len)
{
	uint8_t *p = buf;

	if (fault_dma(dev, wqe, NULL, len))
		return -EFAULT;
	for (unsigned int i = 0; i < wqe->num_sge && len; i++) {
		const struct emu_sge *s = &wqe->sge[i];
		size_t n;

		if (off >= s->len) {
			off -= s->len;
			continue;
		}
		n = s->len - (size_t)off;
		if (n > len)
			n = len;
		if (emu_dma_read(dev, s->addr + off, p, n))
			return -EFAULT;
		off = 0;
		p += n;
		len -= n;
	}
	return len ? -EFAULT : 0;
}

int64_t emu_wqe_scatter(struct mana_dev *dev, const struct emu_wqe *wqe,
			const void *buf, size_t len)
{
	const uint8_t *p = buf;
	size_t left = len;
	int fault = fault_dma(dev, wqe, buf, len);

	if (fault)
		return fault < 0 ? fault : (int64_t)len;
	for (unsigned int i = 0; i < wqe->num_sge && left; i++) {
		size_t n = wqe->sge[i].len < left ? wqe->sge[i].len : left;

		if (emu_dma_write(dev, wqe->sge[i].addr, p, n))
			return -EFAULT;
		p += n;
		left -= n;
	}
	return (int64_t)(len - left);
}
