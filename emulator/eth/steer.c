// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Receive steering: CONFIG_VPORT_RX in every version (ethernet 1.8, 4,
 * device-behaviour 8.3, R-49, R-50). A request is judged as a whole before
 * anything changes.
 */
#include "eth.h"

/* What messages before version 5 cannot choose: IPv4, IPv6, TCP, UDP. */
#define HASH_TYPES_DEFAULT 0x3fu

/**
 * struct steering - CONFIG_VPORT_RX, decoded
 * @b: the message
 * @version: of the request
 * @known: the part of it that the firmware knows
 * @n: entries in the attached table
 * @off: where it stands
 * @rx: tri-state
 * @rss: tri-state
 * @def: take @default_rq
 * @key: take the key
 * @indir: take the table
 * @default_rq: object handle
 */
struct steering {
	const uint8_t *b;
	uint16_t version, known;
	uint32_t n, off, rx, rss;
	bool def, key, indir;
	uint64_t default_rq;
};

static bool tri(uint32_t v)
{
	return v == TRI_FALSE || v == TRI_TRUE || v == TRI_UNKNOWN;
}

static bool is_rq(const struct vport *vp, uint64_t handle)
{
	struct wqobj *o = obj_find(vp, handle);

	return o && o->kind == EMU_RQ;
}

bool steered_to(const struct vport *vp, uint64_t handle)
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

struct wqobj *steer(const struct vport *vp, uint32_t hash, uint16_t used)
{
	uint64_t handle = vp->default_rq;

	if (vp->rss_on && used && vp->table_len)
		handle = vp->table[hash & (vp->table_len - 1)];
	return obj_find(vp, handle);
}

/* Flag bytes are 0 or 1, reserved bytes of the declared version 0. */
static const char *bytes_wrong(const struct steering *s)
{
	const uint8_t *b = s->b;

	if (b[VRX_REQ_UPDATE_DEFAULT] > 1 || b[VRX_REQ_UPDATE_KEY] > 1 ||
	    b[VRX_REQ_UPDATE_TAB] > 1)
		return "an update flag is not 0 or 1";
	if (b[VRX_REQ_RESERVED_63])
		return "reserved byte 63 is not 0";
	if (s->version < 2)
		return NULL;
	if (b[VRX_REQ_COALESCE] > 1)
		return "coalescing is not 0 or 1";
	if (b[VRX_REQ_RESERVED_113] || get16(b + VRX_REQ_RESERVED_113 + 1))
		return "reserved bytes 113 to 115 are not 0";
	/* what versions 3 and 4 put into bytes 116 to 119 is not known */
	if (s->version == 2 && get32(b + VRX_REQ_HASH_TYPES))
		return "reserved bytes 116 to 119 of version 2 are not 0";
	if (s->version < 5)
		return NULL;
	if (b[VRX_REQ_RESERVED_119])
		return "reserved byte 119 is not 0";
	if (b[VRX_REQ_COALESCE_8] > b[VRX_REQ_COALESCE])
		return "8-packet completions without the 4-packet ones";
	return NULL;
}

static const char *table_wrong(struct eth *e, const struct vport *vp,
			       const struct emu_request *rq,
			       const struct steering *s)
{
	uint32_t at = s->version >= 2 ? VRX_REQ : VRX_REQ_V1;

	if (s->n > emu_cfg(e->dev)->indir_entries || (s->n & (s->n - 1)))
		return "table size is not a power of two in the limit";
	if (s->indir && !s->n)
		return "update of an empty table";
	if (s->n && (s->off != at || s->off + 8ull * s->n > rq->len))
		return "table not where the version puts it, or cut short";
	for (uint32_t i = 0; s->indir && i < s->n; i++)
		if (!is_rq(vp, get64(s->b + s->off + 8 * i)))
			return "table entry is not a live RQ of the vPort";
	return NULL;
}

/* The state that the request leads to: an enabled port names live RQs only. */
static const char *result_wrong(const struct vport *vp,
				const struct steering *s)
{
	bool rx = s->rx == TRI_UNKNOWN ? vp->rx_on : s->rx;
	bool rss = s->rss == TRI_UNKNOWN ? vp->rss_on : s->rss;

	if (s->def && !is_rq(vp, s->default_rq))
		return "default object is not a live RQ of the vPort";
	if (s->rss == TRI_TRUE && !s->key && !vp->key_set)
		return "RSS without a key";
	if (!rx)
		return NULL;
	if (!s->def && !is_rq(vp, vp->default_rq))
		return "enable without a default object";
	if (!rss || s->indir)
		return NULL;
	if (!vp->table_len)
		return "RSS without a table";
	for (unsigned int i = 0; i < vp->table_len; i++)
		if (!is_rq(vp, vp->table[i]))
			return "the table in force names an RQ that is gone";
	return NULL;
}

/* the text of what is wrong, or NULL. */
static const char *steering_wrong(struct eth *e, const struct vport *vp,
				  const struct emu_request *rq,
				  const struct steering *s)
{
	const char *wrong;

	if (!tri(s->rx) || !tri(s->rss))
		return "enable is not 0, 1 or all ones";
	wrong = bytes_wrong(s);
	if (!wrong)
		wrong = table_wrong(e, vp, rq, s);
	if (!wrong)
		wrong = result_wrong(vp, s);
	return wrong;
}

static void apply(struct vport *vp, const struct steering *s)
{
	const uint8_t *b = s->b;

	if (s->def)
		vp->default_rq = s->default_rq;
	if (s->key) {
		memcpy(vp->key, b + VRX_REQ_KEY, RSS_KEY);
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
	vp->coal4 = s->known >= 2 && b[VRX_REQ_COALESCE];
	vp->coal8 = s->known >= 5 && b[VRX_REQ_COALESCE_8];
	vp->hash_types = s->known >= 5 ? get16(b + VRX_REQ_HASH_TYPES) :
			 HASH_TYPES_DEFAULT;
}

/* An RQ that packets can reach needs a fence before it may go. */
static void mark_steered(struct eth *e, struct vport *vp, bool first)
{
	for (unsigned int i = 0; i < vp->num_objs; i++) {
		struct wqobj *o = vp->objs[i];

		if (o->kind != EMU_RQ || !steered_to(vp, o->handle))
			continue;
		o->steered = true;
		if (first && !emu_wq_pending(o->wq))
			emu_violation(e->dev, 50, "RQ %u enabled without buffers",
				      emu_wq_id(o->wq));
	}
}

/**
 * config_vport_rx() - CONFIG_VPORT_RX, versions 1, 2, 5 and newer
 * @e: client
 * @rq: request
 *
 * Versions 3 and 4 are taken as 2: what they added is not known.
 *
 * Return: status; nothing changes when it is not 0.
 */
uint32_t config_vport_rx(struct eth *e, struct emu_request *rq)
{
	const uint8_t *b = rq->body;
	struct vport *vp = port_find(e, get64(b + VRX_REQ_VPORT));
	struct steering s = {
		.b = b,
		.version = rq->req_version,
		.known = rq->known_version,
		.n = get16(b + VRX_REQ_ENTRIES),
		.off = get16(b + VRX_REQ_TAB_OFFSET),
		.rx = get32(b + VRX_REQ_RX_ENABLE),
		.rss = get32(b + VRX_REQ_RSS_ENABLE),
		.def = b[VRX_REQ_UPDATE_DEFAULT],
		.key = b[VRX_REQ_UPDATE_KEY],
		.indir = b[VRX_REQ_UPDATE_TAB],
		.default_rq = get64(b + VRX_REQ_DEFAULT),
	};
	const char *wrong;
	bool was_on;
	uint32_t st;

	if (!vp)
		return EMU_ST_FAIL;
	wrong = steering_wrong(e, vp, rq, &s);
	if (wrong) {
		emu_violation(e->dev, 49, "steering of vPort %u: %s", vp->index,
			      wrong);
		return EMU_ST_FAIL;
	}
	was_on = vp->rx_on;
	apply(vp, &s);
	mark_steered(e, vp, !was_on);
	/* said to be refused, and done: what may come later is judged alone */
	st = s.rx == TRI_FALSE ?
	     emu_refuse(e->dev, EMU_TRAIT_REFUSE_RX, 0) : EMU_ST_OK;
	emu_refuse_end(e->dev);
	if (rq->resp_version >= 2)
		put32(rq->resp + VRX_RESP_TIMEOUT_NS, COALESCE_TIMEOUT_NS);
	return st;
}
