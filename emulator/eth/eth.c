// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The Ethernet half as the GDMA half sees it: life, work, link, reports.
 */
#include <stdio.h>
#include <stdlib.h>

#include "eth.h"

#define EQE_SOC_DATA 133u
#define LINK_UP 2u
#define LINK_DOWN 3u
/* WQEs or frames one queue gets before the next has its turn */
#define QUEUE_BURST 32u

static void eth_free(void *client)
{
	struct eth *e = client;

	if (e->ports)
		for (unsigned int i = 0; i < e->num_ports; i++)
			free(e->ports[i].table);
	free(e->ports);
	free(e->buf);
	free(e->out);
	free(e);
}

static void port_init(struct eth *e, unsigned int i)
{
	struct vport *vp = &e->ports[i];

	vp->index = i;
	memcpy(vp->mac, emu_cfg(e->dev)->mac_base, 6);
	vp->mac[5] = (uint8_t)(vp->mac[5] + i);
	vp->handle = emu_new_handle(e->dev);
	vp->table = calloc(emu_cfg(e->dev)->indir_entries, sizeof(uint64_t));
	vp->link_up = true;
}

static void *eth_init(struct mana_dev *dev)
{
	struct eth *e = calloc(1, sizeof(*e));

	if (!e)
		return NULL;
	e->dev = dev;
	e->num_ports = emu_cfg(dev)->num_ports;
	e->ports = calloc(e->num_ports, sizeof(*e->ports));
	e->buf = malloc(TSO_MAX);
	e->out = malloc(EMU_MAX_FRAME + TSO_MAX);
	if (!e->ports || !e->buf || !e->out) {
		eth_free(e);
		return NULL;
	}
	for (unsigned int i = 0; i < e->num_ports; i++) {
		port_init(e, i);
		if (!e->ports[i].table) {
			eth_free(e);
			return NULL;
		}
	}
	return e;
}

/* Objects go; MACs, handles and counters belong to the adapter and stay. */
static void eth_reset(void *client)
{
	struct eth *e = client;

	for (unsigned int i = 0; i < e->num_ports; i++) {
		struct vport *vp = &e->ports[i];

		vp->rx_on = false;
		vp->rss_on = false;
		vp->key_set = false;
		vp->coal4 = false;
		vp->coal8 = false;
		vp->default_rq = 0;
		vp->table_len = 0;
		vp->tx_configured = false;
		while (vp->objs)
			obj_free(e, vp->objs);
	}
}

static void eth_wq_doorbell(void *client, struct emu_wq *wq)
{
	/* pending bytes are the note; work() looks at every queue */
	(void)client;
	(void)wq;
}

static bool port_work(struct eth *e, struct vport *vp, unsigned int *budget)
{
	bool more = false;

	for (struct wqobj *o = vp->objs; o && *budget; o = o->next) {
		unsigned int n = 0, burst;

		burst = *budget < QUEUE_BURST ? *budget : QUEUE_BURST;
		if (o->kind == EMU_SQ) {
			while (n < burst && tx_one(e, o))
				n++;
			more |= emu_wq_pending(o->wq) > 0;
		} else {
			n = rx_drain(e, o, burst, &more);
		}
		*budget -= n;
	}
	return more || !*budget;
}

static bool eth_work(void *client, unsigned int budget)
{
	struct eth *e = client;
	bool more = false;

	e->tx_turn = (e->tx_turn + 1) % e->num_ports;
	for (unsigned int i = 0; i < e->num_ports && budget; i++)
		more |= port_work(e, &e->ports[(e->tx_turn + i) % e->num_ports],
				  &budget);
	return more;
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
		      port | (up ? LINK_UP : LINK_DOWN) << 24);
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
		n += e->ports[i].num_sq + e->ports[i].num_rq;
	return n;
}

static json_t *port_report(const struct vport *vp)
{
	const struct port_stats *st = &vp->st;
	json_t *o = json_object(), *queues = json_array();
	const struct { const char *name; uint64_t v; } c[] = {
		{ "tx_wqes", st->tx_wqes }, { "tx_packets", st->tx_packets },
		{ "tx_bytes", st->tx_bytes },
		{ "tx_tso_packets", st->tx_tso_packets },
		{ "tx_csum", st->tx_csum }, { "tx_vlan", st->tx_vlan },
		{ "tx_errors", st->tx_errors },
		{ "rx_packets", st->rx_packets }, { "rx_bytes", st->rx_bytes },
		{ "rx_vlan", st->rx_vlan }, { "rx_no_wqe", st->rx_no_wqe },
		{ "rx_disabled", st->rx_disabled },
		{ "rx_truncated", st->rx_truncated },
		{ "rx_csum_bad", st->rx_csum_bad },
		{ "rx_coalesced_cqes", st->rx_coalesced_cqes },
	};

	for (size_t i = 0; i < sizeof(c) / sizeof(c[0]); i++)
		json_object_set_new(o, c[i].name, json_integer((json_int_t)c[i].v));
	for (const struct wqobj *q = vp->objs; q; q = q->next)
		json_array_append_new(queues,
			json_pack("{s:s, s:i, s:I}", "kind",
				  q->kind == EMU_SQ ? "sq" : "rq", "id",
				  (int)emu_wq_id(q->wq), "packets",
				  (json_int_t)q->packets));
	json_object_set_new(o, "queues", queues);
	return o;
}

static void eth_report(void *client, json_t *report)
{
	static const char *const names[GF_COUNT] = {
		"rx_discards_nowqe", "rx_err_vport_disabled", "rx_bytes",
		"rx_ucast_pkts", "rx_ucast_bytes", "rx_mcast_pkts",
		"rx_mcast_bytes", "rx_bcast_pkts", "rx_bcast_bytes",
		"tx_err_gf_disabled", "tx_err_vport_disabled",
		"tx_err_inval_vport_offset", "tx_err_vlan", "tx_err_ethtype",
		"tx_err_sa", "tx_err_sqpdid", "tx_err_cqpdid", "tx_err_mtu",
		"tx_err_inval_oob", "tx_bytes", "tx_ucast_pkts",
		"tx_ucast_bytes", "tx_mcast_pkts", "tx_mcast_bytes",
		"tx_bcast_pkts", "tx_bcast_bytes", "tx_err_gdma",
	};
	struct eth *e = client;
	json_t *ports = json_array(), *stats = json_object();

	for (unsigned int i = 0; i < e->num_ports; i++)
		json_array_append_new(ports, port_report(&e->ports[i]));
	for (unsigned int i = 0; i < GF_COUNT; i++)
		json_object_set_new(stats, names[i],
				    json_integer((json_int_t)e->gf[i]));
	json_object_set_new(report, "ports", ports);
	json_object_set_new(report, "stats", stats);
}

/* The oldest frame without a buffer decides when to look again. */
static uint64_t eth_next_ns(void *client)
{
	struct eth *e = client;
	uint64_t now = emu_now_ns(e->dev), next = UINT64_MAX;

	for (unsigned int i = 0; i < e->num_ports; i++) {
		for (const struct wqobj *o = e->ports[i].objs; o; o = o->next) {
			uint64_t due;

			if (!o->head)
				continue;
			due = o->head->since_ns + RX_PATIENCE_NS;
			due = due > now ? due - now : 0;
			if (due < next)
				next = due;
		}
	}
	return next;
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
