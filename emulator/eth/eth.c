// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The Ethernet half as the GDMA half sees it: life, work, link.
 */
#include <stdlib.h>

#include "eth.h"

static void eth_free(void *client)
{
	struct eth *e = client;

	for (unsigned int i = 0; e->ports && i < e->num_ports; i++) {
		free(e->ports[i].table);
		free(e->ports[i].objs);
	}
	free(e->ports);
	free(e->buf);
	free(e->out);
	free(e);
}

static bool port_init(struct eth *e, unsigned int i)
{
	const struct emu_config *cfg = emu_cfg(e->dev);
	struct vport *vp = &e->ports[i];
	unsigned int low;

	vp->index = i;
	memcpy(vp->mac, cfg->mac_base, 3);
	low = (cfg->mac_base[3] << 16 | cfg->mac_base[4] << 8 |
	       cfg->mac_base[5]) + i;
	vp->mac[3] = (uint8_t)(low >> 16);
	vp->mac[4] = (uint8_t)(low >> 8);
	vp->mac[5] = (uint8_t)low;
	vp->handle = emu_new_handle(e->dev);
	vp->table = calloc(cfg->indir_entries, sizeof(*vp->table));
	vp->objs = calloc(2ul * cfg->max_queues, sizeof(*vp->objs));
	vp->link_up = true;
	return vp->table && vp->objs;
}

static void *eth_init(struct mana_dev *dev)
{
	struct eth *e = calloc(1, sizeof(*e));
	bool good;

	if (!e)
		return NULL;
	e->dev = dev;
	e->num_ports = emu_cfg(dev)->num_ports;
	e->ports = calloc(e->num_ports, sizeof(*e->ports));
	e->buf = malloc(TSO_MAX);
	e->out = malloc(EMU_MAX_FRAME + VLAN_HLEN);
	good = e->ports && e->buf && e->out;
	for (unsigned int i = 0; good && i < e->num_ports; i++)
		good = port_init(e, i);
	if (good)
		return e;
	eth_free(e);
	return NULL;
}

static void port_reset(struct eth *e, struct vport *vp)
{
	vp->rx_on = false;
	vp->rss_on = false;
	vp->key_set = false;
	vp->coal4 = false;
	vp->coal8 = false;
	vp->default_rq = 0;
	vp->table_len = 0;
	vp->tx_configured = false;
	vp->clamp_mbps = 0;
	while (vp->num_objs) {
		struct wqobj *o = vp->objs[0];

		/* a reset may come with work pending: not R-44's case */
		emu_wq_disable(o->wq);
		obj_free(e, o);
	}
}

/* Objects go; MACs, handles, links and counters are the adapter's and stay. */
static void eth_reset(void *client)
{
	struct eth *e = client;

	for (unsigned int i = 0; i < e->num_ports; i++)
		port_reset(e, &e->ports[i]);
}

static void eth_wq_doorbell(void *client, struct emu_wq *wq)
{
	/* the pending bytes are the note; work() looks at every queue */
	(void)client;
	(void)wq;
}

uint32_t port_rate(const struct eth *e, const struct vport *vp)
{
	uint32_t rate = emu_cfg(e->dev)->rate_mbps;

	if (!rate || (vp->clamp_mbps && vp->clamp_mbps < rate))
		return vp->clamp_mbps;
	return rate;
}

static bool may_send(struct eth *e, const struct vport *vp)
{
	return !port_rate(e, vp) || emu_now_ns(e->dev) >= vp->tx_free_ns;
}

static unsigned int obj_work(struct eth *e, struct wqobj *o,
			     unsigned int budget)
{
	unsigned int n = 0;

	if (budget > QUEUE_BURST)
		budget = QUEUE_BURST;
	if (o->kind == EMU_RQ)
		return rx_drain(e, o, budget);
	while (n < budget && may_send(e, o->vport) && tx_one(e, o))
		n++;
	return n;
}

/* Every queue gets one burst; the first not served is first next time. */
static void port_work(struct eth *e, struct vport *vp, unsigned int *budget)
{
	unsigned int served = 0;

	while (served < vp->num_objs && *budget) {
		unsigned int slot = (vp->turn + served++) % vp->num_objs;

		*budget -= obj_work(e, vp->objs[slot], *budget);
	}
	vp->turn = vp->num_objs ? (vp->turn + served) % vp->num_objs : 0;
}

/* Nanoseconds until this queue wants work; 0 at once, UINT64_MAX never. */
static uint64_t obj_due(const struct eth *e, const struct wqobj *o,
			uint64_t now)
{
	uint64_t at;

	if (o->kind == EMU_SQ) {
		if (!emu_wq_pending(o->wq))
			return UINT64_MAX;
		at = port_rate(e, o->vport) ? o->vport->tx_free_ns : now;
	} else {
		if (o->fence || (o->head && emu_wq_pending(o->wq)))
			return 0;
		if (!o->head)
			return UINT64_MAX;
		at = o->head->since_ns +
		     emu_cfg(e->dev)->rx_patience_ms * NS_PER_MS;
	}
	return at > now ? at - now : 0;
}

static uint64_t eth_next_ns(void *client)
{
	struct eth *e = client;
	uint64_t now = emu_now_ns(e->dev), next = UINT64_MAX;

	for (unsigned int i = 0; i < e->num_ports; i++) {
		const struct vport *vp = &e->ports[i];

		for (unsigned int q = 0; q < vp->num_objs; q++) {
			uint64_t due = obj_due(e, vp->objs[q], now);

			if (due < next)
				next = due;
		}
	}
	return next;
}

static bool eth_work(void *client, unsigned int budget)
{
	struct eth *e = client;

	for (unsigned int i = 0; i < e->num_ports && budget; i++) {
		port_work(e, &e->ports[e->turn], &budget);
		e->turn = e->turn + 1 < e->num_ports ? e->turn + 1 : 0;
	}
	return !eth_next_ns(e);
}

static void eth_rx(void *client, unsigned int port, const void *frame,
		   size_t len)
{
	struct eth *e = client;

	rx_frame(e, &e->ports[port], frame, len);
}

static int eth_set_link(void *client, unsigned int port, bool up)
{
	struct eth *e = client;

	e->ports[port].link_up = up;
	emu_hwc_event(e->dev, EQE_SOC_DATA,
		      port | (up ? SOC_LINK_UP : SOC_LINK_DOWN) << 24);
	return 0;
}

static void eth_live(void *client, json_t *live)
{
	struct eth *e = client;
	unsigned int sqs = 0, rqs = 0;

	for (unsigned int i = 0; i < e->num_ports; i++) {
		sqs += e->ports[i].num_sq;
		rqs += e->ports[i].num_rq;
	}
	json_object_set_new(live, "sqs", json_integer(sqs));
	json_object_set_new(live, "rqs", json_integer(rqs));
}

static unsigned int eth_live_count(void *client)
{
	struct eth *e = client;
	unsigned int n = 0;

	for (unsigned int i = 0; i < e->num_ports; i++)
		n += e->ports[i].num_objs;
	return n;
}

static void eth_report(void *client, json_t *report)
{
	stats_report(client, report);
}

const struct emu_client_ops emu_eth_client = {
	.init = eth_init,
	.free = eth_free,
	.reset = eth_reset,
	.request = eth_request,
	.wq_doorbell = eth_wq_doorbell,
	.work = eth_work,
	.rx = eth_rx,
	.set_link = eth_set_link,
	.live = eth_live,
	.live_count = eth_live_count,
	.report = eth_report,
	.next_ns = eth_next_ns,
};
