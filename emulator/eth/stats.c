// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Counters: the two statistics commands (ethernet 1.9, 1.10) and the report.
 */
#include "eth.h"

static const char *const port_names[] = {
	[PS_TX_WQES] = "tx_wqes",
	[PS_TX_PACKETS] = "tx_packets",
	[PS_TX_BYTES] = "tx_bytes",
	[PS_TX_TSO_PACKETS] = "tx_tso_packets",
	[PS_TX_TSO_BYTES] = "tx_tso_bytes",
	[PS_TX_CSUM_PACKETS] = "tx_csum_packets",
	[PS_TX_VLAN] = "tx_vlan",
	[PS_TX_ERRORS] = "tx_errors",
	[PS_TX_LINK_DOWN] = "tx_link_down",
	[PS_RX_PACKETS] = "rx_packets",
	[PS_RX_TRUNCATED] = "rx_truncated",
	[PS_RX_NO_WQE] = "rx_no_wqe",
	[PS_RX_DISABLED] = "rx_disabled",
	[PS_RX_FILTERED] = "rx_filtered",
	[PS_RX_OVERSIZE] = "rx_oversize",
	[PS_RX_LINK_DOWN] = "rx_link_down",
	[PS_RX_QUEUE_ERROR] = "rx_queue_error",
	[PS_RX_BYTES] = "rx_bytes",
	[PS_RX_VLAN] = "rx_vlan",
	[PS_RX_CSUM_GOOD] = "rx_csum_good",
	[PS_RX_CSUM_BAD] = "rx_csum_bad",
	[PS_RX_COALESCED_CQES] = "rx_coalesced_cqes",
};

static const char *const gf_names[] = {
	"rx_discards_nowqe", "rx_err_vport_disabled", "rx_bytes",
	"rx_ucast_pkts", "rx_ucast_bytes", "rx_mcast_pkts", "rx_mcast_bytes",
	"rx_bcast_pkts", "rx_bcast_bytes", "tx_err_gf_disabled",
	"tx_err_vport_disabled", "tx_err_inval_vport_offset", "tx_err_vlan",
	"tx_err_ethtype", "tx_err_sa", "tx_err_sqpdid", "tx_err_cqpdid",
	"tx_err_mtu", "tx_err_inval_oob", "tx_bytes", "tx_ucast_pkts",
	"tx_ucast_bytes", "tx_mcast_pkts", "tx_mcast_bytes", "tx_bcast_pkts",
	"tx_bcast_bytes", "tx_err_gdma",
};

_Static_assert(sizeof(port_names) / sizeof(port_names[0]) == PS_COUNT,
	       "every port counter has a name");
_Static_assert(sizeof(gf_names) / sizeof(gf_names[0]) == GF_COUNT,
	       "every adapter counter has a name");

void gf_count(struct eth *e, enum gf_stat base, const uint8_t *f, size_t len)
{
	static const uint8_t bcast[6] = { 255, 255, 255, 255, 255, 255 };
	unsigned int kind = !(f[0] & 1) ? 0 : memcmp(f, bcast, 6) ? 1 : 2;

	e->gf[base + 2 * kind]++;
	e->gf[base + 2 * kind + 1] += len;
}

void gf_tx_error(struct eth *e, uint32_t type)
{
	/* header errors (37) have no counter of their own */
	static const uint8_t stat[] = {
		[CQE_TX_SA_DROP] = GF_TX_SA,
		[CQE_TX_MTU_DROP] = GF_TX_MTU,
		[CQE_TX_INVALID_OOB] = GF_TX_OOB,
		[CQE_TX_INVALID_ETH_TYPE] = GF_TX_ETYPE,
		[CQE_TX_VPORT_OFFSET] = GF_TX_VPORT_OFFSET,
		[CQE_TX_VLAN_VIOLATION] = GF_TX_VLAN,
		[CQE_TX_GDMA_ERR] = GF_TX_GDMA,
	};

	if (type < sizeof(stat) && stat[type])
		e->gf[stat[type]]++;
}

uint32_t query_gf_stat(struct eth *e, struct emu_request *rq)
{
	/* the last counter came with version 2 of the response */
	unsigned int known = rq->resp_version >= 2 ? GF_COUNT : GF_TX_GDMA;
	uint64_t mask = get64(rq->body + STAT_REQ_MASK) & ((1ull << known) - 1);

	put64(rq->resp + STAT_RESP_MASK, mask);
	for (unsigned int i = 0; i < known; i++)
		if (mask >> i & 1)
			put64(rq->resp + STAT_RESP_FIRST + 8 * i, e->gf[i]);
	return EMU_ST_OK;
}

/* All traffic is of class 0 here; there are no pauses. */
uint32_t query_phy_stat(struct eth *e, struct emu_request *rq)
{
	uint64_t sum[PS_COUNT] = { 0 };
	uint8_t *r = rq->resp;

	for (unsigned int i = 0; i < e->num_ports; i++)
		for (unsigned int s = 0; s < PS_COUNT; s++)
			sum[s] += e->ports[i].st[s];
	put64(r + PHY_RESP_RX_DROP, sum[PS_RX_NO_WQE]);
	put64(r + PHY_RESP_RX_PKT, sum[PS_RX_PACKETS]);
	put64(r + PHY_RESP_TX_PKT, sum[PS_TX_PACKETS]);
	put64(r + PHY_RESP_RX_BYTE, sum[PS_RX_BYTES]);
	put64(r + PHY_RESP_TX_BYTE, sum[PS_TX_BYTES]);
	return EMU_ST_OK;
}

static json_t *queue_report(const struct wqobj *o)
{
	const struct emu_cq *cq = emu_wq_cq(o->wq);
	struct emu_moderation mod = emu_cq_moderation(cq);

	return json_pack("{s:s, s:I, s:I, s:I, s:i, s:b, s:i, s:i, s:I}",
			 "kind", o->kind == EMU_SQ ? "sq" : "rq",
			 "id", (json_int_t)emu_wq_id(o->wq),
			 "cq", (json_int_t)emu_cq_id(cq),
			 "packets", (json_int_t)o->packets,
			 "waiting", (int)o->waiting,
			 "moderation", o->mod_on,
			 "moderation_completions", (int)mod.comps,
			 "moderation_usec", (int)mod.usec,
			 "completions_held", (json_int_t)emu_cq_held(cq));
}

static json_t *port_report(const struct vport *vp)
{
	json_t *o = json_object(), *queues = json_array();
	json_int_t waiting = 0;

	for (unsigned int i = 0; i < PS_COUNT; i++)
		json_object_set_new(o, port_names[i],
				    json_integer((json_int_t)vp->st[i]));
	for (unsigned int i = 0; i < vp->num_objs; i++) {
		json_array_append_new(queues, queue_report(vp->objs[i]));
		waiting += vp->objs[i]->waiting;
	}
	json_object_set_new(o, "rx_waiting", json_integer(waiting));
	json_object_set_new(o, "rx_enabled", json_boolean(vp->rx_on));
	json_object_set_new(o, "rss_enabled", json_boolean(vp->rss_on));
	json_object_set_new(o, "link", json_boolean(vp->link_up));
	json_object_set_new(o, "clamp_mbps", json_integer(vp->clamp_mbps));
	json_object_set_new(o, "queues", queues);
	return o;
}

void stats_report(struct eth *e, json_t *report)
{
	json_t *ports = json_array(), *stats = json_object();

	for (unsigned int i = 0; i < e->num_ports; i++)
		json_array_append_new(ports, port_report(&e->ports[i]));
	for (unsigned int i = 0; i < GF_COUNT; i++)
		json_object_set_new(stats, gf_names[i],
				    json_integer((json_int_t)e->gf[i]));
	json_object_set_new(report, "ports", ports);
	json_object_set_new(report, "stats", stats);
}
