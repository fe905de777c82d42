/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 3: one typed function per Ethernet command. No policy,
 * no net_device. All sleep; all return 0 or the errors of mana_hwc_send(),
 * -EPROTO too when a value in the answer fails its check.
 */
#ifndef _MANA_ETH_H
#define _MANA_ETH_H

#include <mana/eth_wire.h>
#include <mana/gdma.h>

/**
 * struct mana_eth_dev_config - answer of MANA_QUERY_DEV_CONFIG, checked
 * @num_ports: 1..MANA_MAX_PORTS
 * @max_frame: frame size without FCS (MTU + 14), >= 82; 1514 when the device
 *	reports none
 * @cqe8: 8-packet RX completions may be enabled
 */
struct mana_eth_dev_config {
	u16 num_ports;
	u16 max_frame;
	bool cqe8;
};

int mana_eth_query_dev_config(struct mana_gdma *gd,
			      struct mana_eth_dev_config *cfg);

/**
 * struct mana_eth_vport - answer of MANA_QUERY_VPORT_CONFIG, checked
 * @handle: opaque vPort handle
 * @max_sq: > 0
 * @max_rq: > 0
 * @indir_entries: power of two, 1..MANA_INDIR_MAX, which is used when the device
 *	has more; 64 when its value is no power of two
 * @mac: station address
 */
struct mana_eth_vport {
	u64 handle;
	u32 max_sq;
	u32 max_rq;
	u32 indir_entries;
	u8 mac[ETH_ALEN];
};

int mana_eth_query_vport(struct mana_gdma *gd, u32 index,
			 struct mana_eth_vport *vport);

/* Ownership of a vPort: one user at a time; -EBUSY. */
int mana_eth_claim_vport(struct mana_gdma *gd, u32 index);
void mana_eth_release_vport(struct mana_gdma *gd, u32 index);

/* Binds the send side; @tx_offset: tx_vport_offset, 12 bits checked. */
int mana_eth_config_vport_tx(struct mana_gdma *gd, u64 vport, u16 *tx_offset);

/**
 * struct mana_eth_moderation - how long events of a completion queue wait
 * @usecs: microseconds; 0: no limit by time
 * @comps: completions; 0: no limit by number
 */
struct mana_eth_moderation {
	u16 usecs;
	u16 comps;
};

/*
 * Create the WQ object of @wq and @cq below @eq: ids are checked and stored in
 * both, regions are consumed on success only. @handle: never all ones.
 */
int mana_eth_create_wq(struct mana_gdma *gd, u64 vport, struct mana_wq *wq,
		       struct mana_cq *cq, const struct mana_eq *eq,
		       const struct mana_eth_moderation *mod, u64 *handle);
int mana_eth_destroy_wq(struct mana_gdma *gd, bool is_sq, u64 handle);
int mana_eth_fence_rq(struct mana_gdma *gd, u64 handle);

/**
 * struct mana_eth_steering - arguments of MANA_CONFIG_VPORT_RX
 * @vport: handle
 * @rx: enable delivery
 * @rss: spread over the table; else all to @default_rq
 * @update_default: take @default_rq
 * @update_key: take @key
 * @update_indir: take @indir
 * @default_rq: RQ object handle
 * @key: MANA_RSS_KEY_BYTES bytes
 * @indir: @num_indir RQ object handles
 * @num_indir: entries of the table
 * @cqe_coalescing: packets per RX completion: 1, 4 or 8
 */
struct mana_eth_steering {
	u64 vport;
	bool rx;
	bool rss;
	bool update_default;
	bool update_key;
	bool update_indir;
	u64 default_rq;
	const u8 *key;
	const u64 *indir;
	u32 num_indir;
	u8 cqe_coalescing;
};

int mana_eth_config_rx(struct mana_gdma *gd,
		       const struct mana_eth_steering *steer);

/* Adapter counters, host byte order, in the order of enum mana_gf_stat. */
int mana_eth_query_gf_stats(struct mana_gdma *gd,
			    u64 stats[MANA_GF_STAT_COUNT]);
/* -EOPNOTSUPP on older firmware. */
int mana_eth_query_phy_stats(struct mana_gdma *gd,
			     u64 stats[MANA_PHY_STAT_COUNT]);
/* SKU speed; -EINVAL when the device says it is not configured. */
int mana_eth_query_link(struct mana_gdma *gd, u64 vport, u32 *speed_mbps);

#endif /* _MANA_ETH_H */
