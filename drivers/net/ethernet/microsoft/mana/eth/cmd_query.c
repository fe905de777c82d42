// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 3: commands that ask. Every value of an answer is read once, checked,
 * then handed on in host order.
 */
#include <linux/etherdevice.h>
#include <linux/log2.h>

#include <mana/eth.h>

#include "cmd.h"

/**
 * mana_eth_query_dev_config - what the adapter is
 * @gd: the device; need not be registered yet
 * @cfg: filled in
 *
 * Return: 0, or an error of mana_hwc_send(); -EPROTO: no ports, or frames too
 * short for any network.
 */
int mana_eth_query_dev_config(struct mana_gdma *gd,
			      struct mana_eth_dev_config *cfg)
{
	struct mana_dev_config_resp resp;
	struct mana_dev_config_req req = {
		.proto_minor = cpu_to_le32(MANA_PROTO_MINOR),
		.proto_micro = cpu_to_le32(MANA_PROTO_MICRO),
	};
	int err;

	mana_hwc_init_req(gd, &req.hdr, MANA_QUERY_DEV_CONFIG, sizeof(req),
			  sizeof(resp));
	mana_eth_versions(&req.hdr, 1, 3);
	err = mana_hwc_send(gd, &req.hdr, &resp.hdr);
	if (err)
		return err;

	cfg->num_ports = min_t(u16, le16_to_cpu(resp.max_num_vports),
			       MANA_MAX_PORTS);
	cfg->cqe8 = le64_to_cpu(resp.pf_caps[0]) & MANA_PF_CAP_CQE8;
	cfg->max_frame = 0;
	if (mana_hwc_answer_has(&resp.hdr, 2,
				offsetofend(struct mana_dev_config_resp,
					    adapter_mtu)))
		cfg->max_frame = le16_to_cpu(resp.adapter_mtu);
	/* Older devices end before the field, some newer ones leave it 0. */
	if (!cfg->max_frame)
		cfg->max_frame = MANA_FRAME_DEFAULT;
	if (!cfg->num_ports || cfg->max_frame < MANA_FRAME_MIN) {
		dev_err(mana_gdma_info(gd)->dev,
			"the device reports %u ports, frames of %u bytes\n",
			cfg->num_ports, cfg->max_frame);
		return -EPROTO;
	}
	return 0;
}

/**
 * mana_eth_query_vport - what a port is
 * @gd: the device
 * @index: which port
 * @vport: filled in
 *
 * Return: 0, or an error of mana_hwc_send(); -EPROTO: no queues, or an address
 * or handle that cannot be one.
 */
int mana_eth_query_vport(struct mana_gdma *gd, u32 index,
			 struct mana_eth_vport *vport)
{
	struct mana_query_vport_req req = { .index = cpu_to_le32(index) };
	struct mana_query_vport_resp resp;
	u32 entries;
	int err;

	mana_hwc_init_req(gd, &req.hdr, MANA_QUERY_VPORT_CONFIG, sizeof(req),
			  sizeof(resp));
	mana_eth_versions(&req.hdr, 1, 1);
	err = mana_hwc_send(gd, &req.hdr, &resp.hdr);
	if (err)
		return err;

	vport->handle = le64_to_cpu(resp.vport);
	vport->max_sq = le32_to_cpu(resp.max_sq);
	vport->max_rq = le32_to_cpu(resp.max_rq);
	ether_addr_copy(vport->mac, resp.mac);
	if (!vport->max_sq || !vport->max_rq ||
	    vport->handle == MANA_NO_HANDLE ||
	    !is_valid_ether_addr(vport->mac)) {
		dev_err(mana_gdma_info(gd)->dev,
			"port %u: the device reports %u+%u queues, address %pM\n",
			index, vport->max_sq, vport->max_rq, vport->mac);
		return -EPROTO;
	}
	entries = le32_to_cpu(resp.indir_entries);
	/* A larger one does not fit into a message: it repeats itself then. */
	if (is_power_of_2(entries) && entries > MANA_INDIR_MAX) {
		entries = MANA_INDIR_MAX;
	} else if (!is_power_of_2(entries)) {
		dev_warn(mana_gdma_info(gd)->dev,
			 "port %u: RSS table of %u entries refused, %u used\n",
			 index, entries, MANA_INDIR_DEFAULT);
		entries = MANA_INDIR_DEFAULT;
	}
	vport->indir_entries = entries;
	return 0;
}

/*
 * Where counter N of the answer belongs. The order of the broadcast and
 * multicast counters is disputed: here stands Linux's, so that
 * the names mean what they have meant so far. For the order of the request's
 * mask, exchange BCAST and MCAST.
 */
static const u8 gf_order[MANA_GF_STAT_COUNT] = {
	MANA_GF_RX_NO_WQE, MANA_GF_RX_VPORT_DISABLED, MANA_GF_RX_BYTES,
	MANA_GF_RX_UCAST_PKTS, MANA_GF_RX_UCAST_BYTES,
	MANA_GF_RX_BCAST_PKTS, MANA_GF_RX_BCAST_BYTES,
	MANA_GF_RX_MCAST_PKTS, MANA_GF_RX_MCAST_BYTES,
	MANA_GF_TX_GF_DISABLED, MANA_GF_TX_VPORT_DISABLED,
	MANA_GF_TX_INVAL_VPORT_OFFSET, MANA_GF_TX_VLAN, MANA_GF_TX_ETHERTYPE,
	MANA_GF_TX_SA, MANA_GF_TX_SQPDID, MANA_GF_TX_CQPDID, MANA_GF_TX_MTU,
	MANA_GF_TX_INVAL_OOB, MANA_GF_TX_BYTES,
	MANA_GF_TX_UCAST_PKTS, MANA_GF_TX_UCAST_BYTES,
	MANA_GF_TX_BCAST_PKTS, MANA_GF_TX_BCAST_BYTES,
	MANA_GF_TX_MCAST_PKTS, MANA_GF_TX_MCAST_BYTES,
	MANA_GF_TX_GDMA,
};

/**
 * mana_eth_query_gf_stats - counters of the whole adapter
 * @gd: the device
 * @stats: filled in
 *
 * Return: 0, or an error of mana_hwc_send().
 */
int mana_eth_query_gf_stats(struct mana_gdma *gd,
			    u64 stats[MANA_GF_STAT_COUNT])
{
	struct mana_stat_req req = {
		.req_stats = cpu_to_le64(MANA_GF_STAT_MASK),
	};
	struct mana_gf_stat_resp resp;
	unsigned int i;
	int err;

	mana_hwc_init_req(gd, &req.hdr, MANA_QUERY_GF_STAT, sizeof(req),
			  sizeof(resp));
	mana_eth_versions(&req.hdr, 1, 2);
	err = mana_hwc_send(gd, &req.hdr, &resp.hdr);
	if (err)
		return err;
	for (i = 0; i < MANA_GF_STAT_COUNT; i++)
		stats[gf_order[i]] = le64_to_cpu(resp.counter[i]);
	return 0;
}

/**
 * mana_eth_query_phy_stats - counters of the physical port
 * @gd: the device
 * @stats: filled in: drops; per class packets and bytes, received and sent; per
 *	class pauses
 *
 * Return: 0, or an error of mana_hwc_send(); -EOPNOTSUPP from older devices.
 */
int mana_eth_query_phy_stats(struct mana_gdma *gd,
			     u64 stats[MANA_PHY_STAT_COUNT])
{
	struct mana_stat_req req = {};
	struct mana_phy_stat_resp resp;
	unsigned int dir, tc;
	int err;

	mana_hwc_init_req(gd, &req.hdr, MANA_QUERY_PHY_STAT, sizeof(req),
			  sizeof(resp));
	mana_eth_versions(&req.hdr, 1, 1);
	err = mana_hwc_send(gd, &req.hdr, &resp.hdr);
	if (err)
		return err;
	*stats++ = le64_to_cpu(resp.drops[0]);
	*stats++ = le64_to_cpu(resp.drops[1]);
	for (tc = 0; tc < MANA_PHY_TCS; tc++) {
		for (dir = 0; dir < 2; dir++) {
			*stats++ = le64_to_cpu(resp.packets[tc][dir]);
			*stats++ = le64_to_cpu(resp.bytes[tc][dir]);
		}
	}
	for (tc = 0; tc < MANA_PHY_TCS; tc++) {
		*stats++ = le64_to_cpu(resp.pauses[tc][0]);
		*stats++ = le64_to_cpu(resp.pauses[tc][1]);
	}
	return 0;
}

/**
 * mana_eth_query_link - speed that the machine's size grants
 * @gd: the device
 * @vport: handle
 * @speed_mbps: filled in
 *
 * Return: 0, or an error of mana_hwc_send(); -EOPNOTSUPP from older devices;
 * -EINVAL: the device does not know.
 */
int mana_eth_query_link(struct mana_gdma *gd, u64 vport, u32 *speed_mbps)
{
	struct mana_link_req req = { .vport = cpu_to_le64(vport) };
	struct mana_link_resp resp;
	int err;

	mana_hwc_init_req(gd, &req.hdr, MANA_QUERY_LINK_CONFIG, sizeof(req),
			  sizeof(resp));
	mana_eth_versions(&req.hdr, 1, 2);
	err = mana_hwc_send(gd, &req.hdr, &resp.hdr);
	if (err)
		return err;
	if (resp.qos_unconfigured)
		return -EINVAL;
	*speed_mbps = le32_to_cpu(resp.qos_speed_mbps);
	return 0;
}
