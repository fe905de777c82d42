// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Ethernet commands (ethernet 1, device-behaviour 5.4). Messages were copied
 * once; the table at the end checks their length.
 */
#include <stdlib.h>

#include "eth.h"

static struct vport *port_find(struct eth *e, uint64_t handle)
{
	for (unsigned int i = 0; i < e->num_ports; i++)
		if (e->ports[i].handle == handle)
			return &e->ports[i];
	return NULL;
}

struct wqobj *obj_find(struct vport *vp, uint64_t handle)
{
	struct wqobj *o = vp->objs;

	while (o && o->handle != handle)
		o = o->next;
	return o;
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

static uint32_t query_dev_config(struct eth *e, struct emu_request *rq)
{
	const struct emu_config *cfg = emu_cfg(e->dev);
	uint8_t *r = rq->resp;

	put64(r + 32, 0x20);		/* 8-packet completions */
	put16(r + 64, (uint16_t)cfg->num_ports);
	put32(r + 68, cfg->max_queues * cfg->num_ports);
	if (rq->resp_version >= 2)
		put16(r + 72, (uint16_t)cfg->adapter_mtu);
	if (rq->resp_version >= 4)
		put32(r + 76, cfg->link_speed_mbps);
	return EMU_ST_OK;
}

static uint32_t query_vport(struct eth *e, struct emu_request *rq)
{
	const struct emu_config *cfg = emu_cfg(e->dev);
	uint32_t index = get32(rq->body + 40);
	uint8_t *r = rq->resp;

	if (index >= e->num_ports)
		return EMU_ST_FAIL;
	put32(r + 32, cfg->max_queues);
	put32(r + 36, cfg->max_queues);
	put32(r + 40, cfg->indir_entries);
	memcpy(r + 48, e->ports[index].mac, 6);
	put64(r + 56, e->ports[index].handle);
	return EMU_ST_OK;
}

static uint32_t config_vport_tx(struct eth *e, struct emu_request *rq)
{
	struct vport *vp = port_find(e, get64(rq->body + 40));
	uint32_t pdid = get32(rq->body + 48), page = get32(rq->body + 52);

	if (!vp || vp->objs)
		return EMU_ST_FAIL;
	if (pdid != emu_reg_pdid(e->dev) || page != emu_reg_db_page(e->dev)) {
		emu_violation(e->dev, 41, "vPort %u bound to PD 0x%x, page %u",
			      vp->index, pdid, page);
		return EMU_ST_FAIL;
	}
	vp->tx_configured = true;
	vp->pdid = pdid;
	vp->db_page = page;
	put16(rq->resp + 32, (uint16_t)(emu_cfg(e->dev)->vport_offset +
					vp->index));
	rq->resp[34] = 1;
	return EMU_ST_OK;
}

static uint32_t create_wq_obj(struct eth *e, struct emu_request *rq)
{
	const uint8_t *b = rq->body;
	struct vport *vp = port_find(e, get64(b + 40));
	uint32_t kind = get32(b + 48), st;
	struct emu_wq_params p = {
		.kind = kind == EMU_RQ ? EMU_RQ : EMU_SQ,
		.wq_region = get64(b + 56),
		.cq_region = get64(b + 64),
		.wq_size = get32(b + 72),
		.cq_size = get32(b + 76),
		.parent_eq = get32(b + 84),
		.mkey = emu_reg_mkey(e->dev),
	};
	struct wqobj *o;

	if (!vp || (kind != EMU_SQ && kind != EMU_RQ))
		return EMU_ST_FAIL;
	if (get32(b + 80)) {
		emu_violation(e->dev, 40, "moderation context %u", get32(b + 80));
		return EMU_ST_FAIL;
	}
	if (!vp->tx_configured ||
	    (kind == EMU_SQ ? vp->num_sq : vp->num_rq) >=
	    emu_cfg(e->dev)->max_queues) {
		emu_violation(e->dev, 41, "vPort %u: %sconfigured, %u SQs, %u RQs",
			      vp->index, vp->tx_configured ? "" : "not ",
			      vp->num_sq, vp->num_rq);
		return EMU_ST_FAIL;
	}
	o = calloc(1, sizeof(*o));
	if (!o)
		return EMU_ST_FAIL;
	p.db_page = vp->db_page;
	p.owner = o;
	st = emu_wq_create(e->dev, &p, &o->wq);
	if (st) {
		free(o);
		return st;
	}
	o->kind = p.kind;
	o->vport = vp;
	o->handle = emu_new_handle(e->dev);
	o->tail = &o->head;
	o->next = vp->objs;
	vp->objs = o;
	*(kind == EMU_SQ ? &vp->num_sq : &vp->num_rq) += 1;
	put32(rq->resp + 32, emu_wq_id(o->wq));
	put32(rq->resp + 36, emu_cq_id(emu_wq_cq(o->wq)));
	put64(rq->resp + 40, o->handle);
	return EMU_ST_OK;
}

void obj_free(struct eth *e, struct wqobj *o)
{
	struct vport *vp = o->vport;
	struct wqobj **at = &vp->objs;

	while (*at != o)
		at = &(*at)->next;
	*at = o->next;
	*(o->kind == EMU_SQ ? &vp->num_sq : &vp->num_rq) -= 1;
	rx_flush(o);
	emu_wq_destroy(e->dev, o->wq);
	free(o);
}

static bool steered_to(const struct vport *vp, uint64_t handle)
{
	if (!vp->rx_on)
		return false;
	if (vp->default_rq == handle)
		return true;
	for (unsigned int i = 0; vp->rss_on && i < vp->table_len; i++)
		if (vp->table[i] == handle)
			return true;
	return false;
}

static uint32_t destroy_wq_obj(struct eth *e, struct emu_request *rq)
{
	uint32_t kind = get32(rq->body + 40);
	uint64_t handle = get64(rq->body + 48);
	struct wqobj *o = obj_find_any(e, handle);

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
	obj_free(e, o);
	return EMU_ST_OK;
}

static uint32_t fence_rq(struct eth *e, struct emu_request *rq)
{
	struct wqobj *o = obj_find_any(e, get64(rq->body + 40));

	if (!o || o->kind != EMU_RQ)
		return EMU_ST_FAIL;
	if (o->fence) {
		emu_violation(e->dev, 51, "second fence on RQ %u",
			      emu_wq_id(o->wq));
		return 5;
	}
	o->fence = true;
	return EMU_ST_OK;
}

/** struct steering - CONFIG_VPORT_RX, decoded (ethernet 1.8) */
struct steering {
	const uint8_t *b;
	uint32_t n, off, rx, rss;
	bool def, key, indir;
	uint64_t default_rq;
};

static bool tri(uint32_t v)
{
	return v == TRI_FALSE || v == TRI_TRUE || v == TRI_UNKNOWN;
}

static bool is_rq(struct vport *vp, uint64_t handle)
{
	struct wqobj *o = obj_find(vp, handle);

	return o && o->kind == EMU_RQ;
}

/* the text of what is wrong, or NULL. Nothing is changed before. */
static const char *steering_wrong(struct eth *e, struct vport *vp,
				  const struct emu_request *rq,
				  const struct steering *s)
{
	uint32_t at = rq->req_version >= 2 ? 120 : 112;

	if (!tri(s->rx) || !tri(s->rss))
		return "enable is not 0, 1 or all ones";
	if (s->n > emu_cfg(e->dev)->indir_entries || (s->n & (s->n - 1)))
		return "table size";
	if (s->indir && !s->n)
		return "update of an empty table";
	if (s->n && (s->off != at || s->off + 8ull * s->n > rq->len))
		return "table not where the version puts it, or cut short";
	if (s->def && !is_rq(vp, s->default_rq))
		return "default object is not a live RQ of the vPort";
	for (uint32_t i = 0; s->indir && i < s->n; i++)
		if (!is_rq(vp, get64(s->b + s->off + 8 * i)))
			return "table entry is not a live RQ of the vPort";
	if (s->rx == TRI_TRUE && !s->def && !is_rq(vp, vp->default_rq))
		return "enable without a default object";
	if (s->rss == TRI_TRUE && !s->key && !vp->key_set)
		return "RSS without a key";
	return NULL;
}

/* an enabled RQ without a single buffer is recorded. */
static void lint_buffers(struct eth *e, struct vport *vp)
{
	for (struct wqobj *o = vp->objs; o; o = o->next)
		if (o->kind == EMU_RQ && steered_to(vp, o->handle) &&
		    !emu_wq_pending(o->wq))
			emu_violation(e->dev, 50, "RQ %u enabled without buffers",
				      emu_wq_id(o->wq));
}

static void steering_apply(struct vport *vp, const struct emu_request *rq,
			   const struct steering *s)
{
	const uint8_t *b = s->b;

	if (s->def)
		vp->default_rq = s->default_rq;
	if (s->key) {
		memcpy(vp->key, b + 72, RSS_KEY);
		vp->key_set = true;
	}
	if (s->indir) {
		for (uint32_t i = 0; i < s->n; i++)
			vp->table[i] = get64(b + s->off + 8 * i);
		vp->table_len = s->n;
	}
	if (s->rss != TRI_UNKNOWN)
		vp->rss_on = s->rss;
	if (s->rx != TRI_UNKNOWN)
		vp->rx_on = s->rx;
	vp->coal4 = rq->req_version >= 2 && b[112];
	vp->coal8 = rq->req_version >= 5 && b[118];
	/* older requests cannot choose: all types (ethernet 4) */
	vp->hash_types = rq->req_version >= 5 ? get16(b + 116) : 0x3f;
}

static uint32_t config_vport_rx(struct eth *e, struct emu_request *rq)
{
	const uint8_t *b = rq->body;
	struct vport *vp = port_find(e, get64(b + 40));
	struct steering s = {
		.b = b,
		.n = get16(b + 48),
		.off = get16(b + 50),
		.rx = get32(b + 52),
		.rss = get32(b + 56),
		.def = b[60],
		.key = b[61],
		.indir = b[62],
		.default_rq = get64(b + 64),
	};
	const char *wrong;

	if (!vp)
		return EMU_ST_FAIL;
	if (rq->req_version >= 2 && rq->len < 120) {
		emu_violation(e->dev, 19, "steering V%u of %zu bytes",
			      rq->req_version, rq->len);
		return EMU_ST_FAIL;
	}
	wrong = steering_wrong(e, vp, rq, &s);
	if (wrong) {
		emu_violation(e->dev, 49, "steering of vPort %u: %s", vp->index,
			      wrong);
		return EMU_ST_FAIL;
	}
	steering_apply(vp, rq, &s);
	lint_buffers(e, vp);
	if (rq->resp_version >= 2)
		put32(rq->resp + 32, 2048);
	return EMU_ST_OK;
}

static uint32_t query_gf_stat(struct eth *e, struct emu_request *rq)
{
	uint64_t mask = get64(rq->body + 40) & ((1ull << GF_COUNT) - 1);

	put64(rq->resp + 32, mask);
	for (unsigned int i = 0; i < GF_COUNT; i++)
		if (mask >> i & 1)
			put64(rq->resp + 40 + 8 * i, e->gf[i]);
	return EMU_ST_OK;
}

/* All traffic is class 0 here. */
static uint32_t query_phy_stat(struct eth *e, struct emu_request *rq)
{
	uint64_t rxp = 0, rxb = 0, txp = 0, txb = 0, drop = 0;
	uint8_t *r = rq->resp;

	for (unsigned int i = 0; i < e->num_ports; i++) {
		const struct port_stats *st = &e->ports[i].st;

		rxp += st->rx_packets;
		rxb += st->rx_bytes;
		txp += st->tx_packets;
		txb += st->tx_bytes;
		drop += st->rx_no_wqe;
	}
	put64(r + 40, drop);
	put64(r + 56, rxp);
	put64(r + 64, txp);
	put64(r + 184, rxb);
	put64(r + 192, txb);
	return EMU_ST_OK;
}

static uint32_t query_link(struct eth *e, struct emu_request *rq)
{
	if (!port_find(e, get64(rq->body + 40)))
		return EMU_ST_FAIL;
	put32(rq->resp + 32, emu_cfg(e->dev)->link_speed_mbps);
	put32(rq->resp + 40, emu_cfg(e->dev)->link_speed_mbps);
	return EMU_ST_OK;
}

static uint32_t set_bw_clamp(struct eth *e, struct emu_request *rq)
{
	return port_find(e, get64(rq->body + 40)) ? EMU_ST_OK : EMU_ST_FAIL;
}

/** struct eth_cmd - a command the model knows, and its smallest message */
struct eth_cmd {
	uint32_t code;
	uint32_t min_len;
	uint32_t min_resp;
	uint32_t (*run)(struct eth *e, struct emu_request *rq);
};

static const struct eth_cmd cmds[] = {
	{ ETH_QUERY_DEV_CONFIG, 88, 72, query_dev_config },
	{ ETH_QUERY_GF_STAT, 48, 248, query_gf_stat },
	{ ETH_CONFIG_VPORT_TX, 56, 36, config_vport_tx },
	{ ETH_CREATE_WQ_OBJ, 88, 48, create_wq_obj },
	{ ETH_DESTROY_WQ_OBJ, 56, 32, destroy_wq_obj },
	{ ETH_FENCE_RQ, 48, 32, fence_rq },
	{ ETH_CONFIG_VPORT_RX, 112, 32, config_vport_rx },
	{ ETH_QUERY_VPORT, 44, 64, query_vport },
	{ ETH_QUERY_LINK, 48, 48, query_link },
	{ ETH_SET_BW_CLAMP, 56, 40, set_bw_clamp },
	{ ETH_QUERY_PHY_STAT, 48, 440, query_phy_stat },
};

uint32_t eth_request(void *client, struct emu_request *rq)
{
	struct eth *e = client;

	if (rq->type != ETH_QUERY_DEV_CONFIG && !emu_registered(e->dev))
		emu_violation(e->dev, 27, "command 0x%x before REGISTER", rq->type);
	for (size_t i = 0; i < sizeof(cmds) / sizeof(cmds[0]); i++) {
		if (cmds[i].code != rq->type)
			continue;
		if (rq->len < cmds[i].min_len || rq->resp_cap < cmds[i].min_resp) {
			emu_violation(e->dev, 19, "command 0x%x: %zu bytes, answer %zu",
				      rq->type, rq->len, rq->resp_cap);
			return EMU_ST_FAIL;
		}
		return cmds[i].run(e, rq);
	}
	emu_violation(e->dev, 28, "unknown command 0x%x", rq->type);
	return EMU_ST_UNSUPPORTED;
}
