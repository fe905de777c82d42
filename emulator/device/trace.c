// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The events of a transcript (device-behaviour 13.2). Whoever lets one happen
 * calls here; nothing is done unless a transcript is being written.
 */
#include <stdio.h>
#include <stdlib.h>

#include "internal.h"

/* Data listed in full, else by its digest (device-behaviour 13.5). */
#define DATA_SHOWN 128u
#define FORMAT_VERSION 1
/* Longer data has no digest. */
#define DATA_MAX (1u << 20)

static void emit(struct mana_dev *dev, const char *ev, json_t *fields)
{
	trace_emit(dev->trace, emu_now_ns(dev), ev, fields);
}

void mana_dev_set_trace(struct mana_dev *dev, struct trace *t)
{
	const struct emu_config *c = &dev->cfg;

	dev->trace = t;
	if (!t)
		return;
	emit(dev, "hdr",
	     json_pack("{s:i, s:{s:i, s:i, s:i, s:i, s:I, s:i, s:i, s:I, s:b}}",
		       "format", FORMAT_VERSION, "device",
		       "ports", c->num_ports, "mtu", c->adapter_mtu,
		       "max_queues", c->max_queues, "msix", c->msix,
		       "bar_size", (json_int_t)c->bar_size,
		       "indirection", c->indir_entries,
		       "speed", c->link_speed_mbps,
		       "pf_caps", (json_int_t)c->pf_caps,
		       "arm_on_create", c->arm_on_create));
}

void mana_dev_trace_end(struct mana_dev *dev)
{
	unsigned int live;
	json_t *objects;

	if (!dev->trace)
		return;
	objects = live_objects(dev, &live);
	emit(dev, "end",
	     json_pack("{s:o, s:i, s:I, s:I, s:I, s:i}", "live", objects,
		       "violations", mana_dev_violations(dev),
		       "doorbells", (json_int_t)dev->doorbells,
		       "requests", (json_int_t)dev->requests,
		       "interrupts", (json_int_t)dev->interrupts,
		       "smc_polls", dev->smc_polled));
}

void mana_dev_trace_mark(struct mana_dev *dev, const char *name)
{
	if (dev->trace)
		emit(dev, "mark", json_pack("{s:s}", "name", name));
}

void mana_dev_config_written(struct mana_dev *dev, uint64_t off,
			     const void *buf, size_t len)
{
	if (dev->trace)
		emit(dev, "cfg", json_pack("{s:I, s:o}", "off", (json_int_t)off,
					   "raw", trace_hex(buf, len)));
}

void trace_mmio(struct mana_dev *dev, bool write, uint64_t off,
		const void *buf, size_t len)
{
	if (dev->trace)
		emit(dev, write ? "mmio.w" : "mmio.r",
		     json_pack("{s:I, s:i, s:o}", "off", (json_int_t)off,
			       "size", (int)len, "raw", trace_hex(buf, len)));
}

void trace_smc(struct mana_dev *dev, bool answer)
{
	uint32_t h = get32(dev->smc + SMC_HEADER);

	if (!dev->trace)
		return;
	if (!answer && SMC_TYPE(h) == SMC_ESTABLISH)
		trace_epoch(dev->trace);
	emit(dev, answer ? "smc.resp" : "smc.req",
	     json_pack("{s:i, s:i, s:i, s:o}", "type", SMC_TYPE(h),
		       "version", SMC_VERSION(h), "status", SMC_STATUS(h),
		       "raw", trace_hex(dev->smc, SMC_SIZE)));
}

/** struct bell - what a doorbell offset means */
struct bell {
	uint32_t off;
	const char *kind;
	enum trace_kind queue;
	bool is_short;
};

static const struct bell bells[] = {
	{ DB_SQ, "sq", TRACE_SQ, false }, { DB_RQ, "rq", TRACE_RQ, false },
	{ DB_CQ, "cq", TRACE_CQ, false }, { DB_EQ, "eq", TRACE_EQ, false },
	{ DB_CQ_MODERATION, "dim", TRACE_CQ, false },
	{ DB_SQ_SHORT, "sq", TRACE_SQ, true },
	{ DB_RQ_SHORT, "rq", TRACE_RQ, true },
	{ DB_CQ_SHORT, "cq", TRACE_CQ, true },
	{ DB_EQ_SHORT, "eq", TRACE_EQ, true },
};

/* Where the device stands: "behind" tells an arm that comes late. */
static json_int_t produced(struct mana_dev *dev, enum trace_kind kind,
			   uint32_t id)
{
	const struct emu_eq *eq;

	if (kind == TRACE_EQ) {
		eq = eq_find(dev, id);
		return eq ? (json_int_t)eq->p : -1;
	}
	if (kind == TRACE_CQ && id < dev->cfg.max_num_cqs && dev->cqs[id])
		return dev->cqs[id]->p;
	return -1;
}

void trace_doorbell(struct mana_dev *dev, uint32_t page, uint32_t off,
		    const void *buf, size_t len)
{
	const struct bell *b = bells, *end = bells + sizeof(bells) / sizeof(*b);
	uint32_t id, tail, v;
	json_t *o;

	if (!dev->trace)
		return;
	while (b < end && (b->off != off || b->is_short != (len == 4)))
		b++;
	o = json_pack("{s:i, s:i, s:o}", "page", page, "off", off, "raw",
		      trace_hex(buf, len));
	if (b < end) {
		v = get32(buf);
		id = b->is_short ? bits(v, 27, 16) :
		     v & (b->queue == TRACE_EQ ? 0xffff : 0xffffff);
		tail = b->is_short ? bits(v, 15, 0) :
				     get32((const uint8_t *)buf + 4);
		json_object_set_new(o, "kind", json_string(b->kind));
		json_object_set_new(o, "obj",
				    trace_name(dev->trace, b->queue, id));
		json_object_set_new(o, "id", json_integer(id));
		if (b->queue == TRACE_EQ || b->queue == TRACE_CQ) {
			json_object_set_new(o, "arm",
				json_boolean((b->is_short ? v : tail) >> 31));
			json_object_set_new(o, "produced",
				json_integer(produced(dev, b->queue, id)));
			tail &= 0x7fffffff;
		}
		json_object_set_new(o, "tail", json_integer(tail));
		json_object_set_new(o, "short", json_boolean(b->is_short));
	}
	emit(dev, "db", o);
}

void trace_request(struct mana_dev *dev, const uint8_t *msg, size_t len)
{
	if (dev->trace)
		emit(dev, "hwc.req",
		     json_pack("{s:I, s:i, s:i, s:o}",
			       "type", (json_int_t)get32(msg + 4),
			       "version", get16(msg + 8),
			       "resp_version", get16(msg + 24),
			       "raw", trace_hex(msg, len)));
}

void trace_answer(struct mana_dev *dev, const uint8_t *msg, size_t len)
{
	if (dev->trace)
		emit(dev, "hwc.resp",
		     json_pack("{s:I, s:I, s:o}",
			       "type", (json_int_t)get32(msg + 4),
			       "status", (json_int_t)get32(msg + 24),
			       "raw", trace_hex(msg, len)));
}

void trace_queue(struct mana_dev *dev, bool born, const struct trace_obj *q)
{
	json_t *o;

	if (!dev->trace)
		return;
	if (born)
		trace_born(dev->trace, q->kind, q->id);
	o = json_pack("{s:o, s:I}", "obj",
		      trace_name(dev->trace, q->kind, q->id), "id",
		      (json_int_t)q->id);
	if (born) {
		json_object_set_new(o, "bytes", json_integer(q->bytes));
		json_object_set_new(o, "page", json_integer(q->db_page));
	}
	if (born && q->kind == TRACE_EQ)
		json_object_set_new(o, "vector", json_integer(q->parent));
	else if (born)
		json_object_set_new(o, "parent",
			trace_name(dev->trace, q->kind == TRACE_CQ ?
				   TRACE_EQ : TRACE_CQ, q->parent));
	emit(dev, born ? "obj.new" : "obj.del", o);
	if (!born)
		trace_gone(dev->trace, q->kind, q->id);
}

static json_t *sge_list(const struct emu_wqe *w)
{
	json_t *list = json_array();

	for (unsigned int i = 0; i < w->num_sge; i++)
		json_array_append_new(list,
			json_pack("[I, i, I]", (json_int_t)w->sge[i].addr,
				  w->sge[i].len,
				  (json_int_t)w->sge[i].mkey));
	return list;
}

static void add_data(struct mana_dev *dev, const struct emu_wqe *w, json_t *o)
{
	uint8_t *data = w->data_len <= DATA_MAX ?
			malloc((size_t)w->data_len) : NULL;
	size_t len = (size_t)w->data_len;

	if (data && !emu_wqe_gather(dev, w, 0, data, len)) {
		json_object_set_new(o, "data",
			trace_hex(data, len < DATA_SHOWN ? len : DATA_SHOWN));
		json_object_set_new(o, "digest", trace_digest(data, len));
	}
	free(data);
}

void trace_wqe(struct mana_dev *dev, const struct emu_wq *wq,
	       const struct emu_wqe *w, const uint8_t *raw)
{
	json_t *o;

	if (!dev->trace)
		return;
	o = json_pack("{s:o, s:i, s:o, s:o, s:I}", "obj",
		      trace_name(dev->trace, wq->kind == EMU_SQ ? TRACE_SQ :
				 TRACE_RQ, wq->id), "off", w->offset,
		      "raw", trace_hex(raw, 8 + w->oob_len),
		      "sge", sge_list(w), "len", (json_int_t)w->data_len);
	if (wq->kind == EMU_SQ)
		add_data(dev, w, o);
	emit(dev, "wqe", o);
}

void trace_entry(struct mana_dev *dev, enum trace_kind kind, uint32_t id,
		 uint32_t position, bool armed, const uint8_t *entry)
{
	bool cq = kind == TRACE_CQ;

	if (dev->trace)
		emit(dev, cq ? "cqe" : "eqe",
		     json_pack("{s:o, s:i, s:b, s:o}", "obj",
			       trace_name(dev->trace, kind, id), "position",
			       position, "notify", armed, "raw",
			       trace_hex(entry, cq ? CQE_SIZE : EQE_SIZE)));
}

void trace_irq(struct mana_dev *dev, const struct emu_eq *eq)
{
	if (dev->trace)
		emit(dev, "irq",
		     json_pack("{s:i, s:o}", "vector", eq->msix, "obj",
			       trace_name(dev->trace, TRACE_EQ, eq->id)));
}

void trace_frame(struct mana_dev *dev, bool tx, unsigned int port,
		 const void *frame, size_t len)
{
	if (dev->trace)
		emit(dev, tx ? "pkt.tx" : "pkt.rx",
		     json_pack("{s:i, s:i, s:o, s:o}", "port", port, "len",
			       (int)len, "data",
			       trace_hex(frame, len < DATA_SHOWN ? len :
					 DATA_SHOWN),
			       "digest", trace_digest(frame, len)));
}

void trace_reset(struct mana_dev *dev, const char *kind)
{
	if (!dev->trace)
		return;
	emit(dev, "reset", json_pack("{s:s}", "kind", kind));
	trace_epoch(dev->trace);
}

void trace_violation(struct mana_dev *dev, unsigned int rule, bool lint,
		     const char *text)
{
	const char severity[2] = { lint ? 'L' : emu_rules[rule].severity, 0 };

	if (dev->trace)
		emit(dev, "violation",
		     json_pack("{s:i, s:s, s:s}", "rule", rule, "severity",
			       severity, "text", text));
}
