// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * WQ objects: create, destroy, fence (ethernet 1.5 to 1.7, R-40 to ).
 */
#include <stdlib.h>

#include "eth.h"

/* status of a second fence */
#define ST_FENCE_BUSY 5u

struct wqobj *obj_find(const struct vport *vp, uint64_t handle)
{
	for (unsigned int i = 0; i < vp->num_objs; i++)
		if (vp->objs[i]->handle == handle)
			return vp->objs[i];
	return NULL;
}

static struct wqobj *obj_find_any(struct eth *e, uint64_t handle)
{
	for (unsigned int i = 0; i < e->num_ports; i++) {
		struct wqobj *o = obj_find(&e->ports[i], handle);

		if (o)
			return o;
	}
	return NULL;
}

static unsigned int *obj_number(struct vport *vp, enum emu_wq_kind kind)
{
	return kind == EMU_SQ ? &vp->num_sq : &vp->num_rq;
}

/* what is wrong with the vPort or the moderation asked for. */
static bool create_wrong(struct eth *e, struct vport *vp,
			 const struct emu_request *rq, enum emu_wq_kind kind)
{
	const uint8_t *b = rq->body;
	uint32_t ctx = get32(b + CWQ_REQ_MOD_CTX);

	if (ctx) {
		emu_violation(e->dev, 40, "moderation context %u", ctx);
		return true;
	}
	if (rq->known_version >= 3 &&
	    (b[CWQ_REQ_MODERATE] > 1 ||
	     get16(b + CWQ_REQ_MOD_COMP) > MOD_COMP_MAX ||
	     get16(b + CWQ_REQ_MOD_USEC) > MOD_USEC_MAX)) {
		emu_violation(e->dev, 40, "moderation %u: %u completions, %u us",
			      b[CWQ_REQ_MODERATE], get16(b + CWQ_REQ_MOD_COMP),
			      get16(b + CWQ_REQ_MOD_USEC));
		return true;
	}
	if (!vp->tx_configured ||
	    *obj_number(vp, kind) >= emu_cfg(e->dev)->max_queues) {
		emu_violation(e->dev, 41, "vPort %u: %sconfigured, %u SQs, %u RQs",
			      vp->index, vp->tx_configured ? "" : "not ",
			      vp->num_sq, vp->num_rq);
		return true;
	}
	return false;
}

static void create_answer(const struct wqobj *o, struct emu_request *rq)
{
	struct emu_moderation mod = emu_cq_moderation(emu_wq_cq(o->wq));
	uint8_t *r = rq->resp;

	put32(r + CWQ_RESP_WQ_ID, emu_wq_id(o->wq));
	put32(r + CWQ_RESP_CQ_ID, emu_cq_id(emu_wq_cq(o->wq)));
	put64(r + CWQ_RESP_HANDLE, o->handle);
	if (rq->resp_version < 2)
		return;
	put16(r + CWQ_RESP_MOD_COMP, mod.comps);
	put16(r + CWQ_RESP_MOD_USEC, mod.usec);
	r[CWQ_RESP_MODERATE] = o->mod_on;
}

static struct wqobj *obj_new(struct eth *e, struct vport *vp,
			     enum emu_wq_kind kind,
			     const struct emu_request *rq)
{
	struct wqobj *o = calloc(1, sizeof(*o));
	const uint8_t *b = rq->body;

	if (!o)
		return NULL;
	o->kind = kind;
	o->vport = vp;
	o->wq_size = get32(b + CWQ_REQ_WQ_SIZE);
	o->tail = &o->head;
	o->mod_on = rq->known_version >= 3 && b[CWQ_REQ_MODERATE];
	o->handle = emu_new_handle(e->dev);
	return o;
}

/**
 * create_wq_obj() - CREATE_WQ_OBJ, versions 1 to 3 (ethernet 1.5)
 * @e: client
 * @rq: request
 *
 * Return: status; on failure both regions still belong to the driver.
 */
uint32_t create_wq_obj(struct eth *e, struct emu_request *rq)
{
	const uint8_t *b = rq->body;
	struct vport *vp = port_find(e, get64(b + CWQ_REQ_VPORT));
	uint32_t kind = get32(b + CWQ_REQ_TYPE), st;
	struct emu_wq_params p = {
		.kind = kind == EMU_RQ ? EMU_RQ : EMU_SQ,
		.wq_region = get64(b + CWQ_REQ_WQ_REGION),
		.cq_region = get64(b + CWQ_REQ_CQ_REGION),
		.wq_size = get32(b + CWQ_REQ_WQ_SIZE),
		.cq_size = get32(b + CWQ_REQ_CQ_SIZE),
		.parent_eq = get32(b + CWQ_REQ_PARENT_EQ),
		.mkey = emu_reg_mkey(e->dev),
	};
	struct wqobj *o;

	if (!vp || (kind != EMU_SQ && kind != EMU_RQ) ||
	    create_wrong(e, vp, rq, p.kind))
		return EMU_ST_FAIL;
	o = obj_new(e, vp, p.kind, rq);
	if (!o)
		return EMU_ST_FAIL;
	if (o->mod_on) {
		p.mod.comps = get16(b + CWQ_REQ_MOD_COMP);
		p.mod.usec = get16(b + CWQ_REQ_MOD_USEC);
	}
	p.db_page = vp->db_page;
	p.owner = o;
	st = emu_wq_create(e->dev, &p, &o->wq);
	if (st) {
		free(o);
		return st;
	}
	vp->objs[vp->num_objs++] = o;
	++*obj_number(vp, p.kind);
	create_answer(o, rq);
	return EMU_ST_OK;
}

void obj_free(struct eth *e, struct wqobj *o)
{
	struct vport *vp = o->vport;
	unsigned int i = 0;

	while (vp->objs[i] != o)
		i++;
	/* The rest stays in the order of creation, which the report shows. */
	for (vp->num_objs--; i < vp->num_objs; i++)
		vp->objs[i] = vp->objs[i + 1];
	--*obj_number(vp, o->kind);
	rx_flush(e, o, PS_RX_DISABLED);
	emu_wq_destroy(e->dev, o->wq);
	free(o);
}

/**
 * destroy_wq_obj() - DESTROY_WQ_OBJ (ethernet 1.6)
 * @e: client
 * @rq: request
 *
 * An RQ that packets can reach is refused. One that was never fenced after its
 * last packet is recorded and destroyed all the same: shipped drivers do that.
 *
 * Return: status.
 */
uint32_t destroy_wq_obj(struct eth *e, struct emu_request *rq)
{
	uint32_t kind = get32(rq->body + DWQ_REQ_TYPE);
	uint64_t handle = get64(rq->body + DWQ_REQ_HANDLE);
	struct wqobj *o = obj_find_any(e, handle);
	uint32_t st;

	if (!o && emu_was_refused(e->dev, handle))
		return EMU_ST_FAIL;
	if (!o || o->kind != kind) {
		emu_violation(e->dev, 42, "destroy of %s 0x%llx as type %u",
			      o ? "object" : "no object",
			      (unsigned long long)handle, kind);
		return EMU_ST_FAIL;
	}
	if (kind == EMU_RQ && steered_to(o->vport, handle)) {
		emu_violation(e->dev, 43, "RQ %u destroyed while packets go there",
			      emu_wq_id(o->wq));
		return EMU_ST_FAIL;
	}
	if (kind == EMU_RQ && (o->steered || o->fence))
		emu_violation(e->dev, 43, "RQ %u destroyed before a fence at rest completed",
			      emu_wq_id(o->wq));
	st = emu_refuse(e->dev, EMU_TRAIT_REFUSE_WQ, handle);
	obj_free(e, o);
	emu_refuse_end(e->dev);
	return st;
}

/**
 * fence_rq() - FENCE_RQ: a CQE 3 behind everything accepted so far
 * @e: client
 * @rq: request
 *
 * Return: status; the completion comes from rx_drain().
 */
uint32_t fence_rq(struct eth *e, struct emu_request *rq)
{
	struct wqobj *o = obj_find_any(e, get64(rq->body + FENCE_REQ_HANDLE));

	if (!o || o->kind != EMU_RQ)
		return EMU_ST_FAIL;
	if (o->fence) {
		emu_violation(e->dev, 51, "second fence on RQ %u",
			      emu_wq_id(o->wq));
		return ST_FENCE_BUSY;
	}
	o->fence = true;
	return EMU_ST_OK;
}
