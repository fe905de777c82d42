// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Proof that this kernel, with the overlay, offers the 7.3 shapes: each is used
 * once, with the types of 7.3. Compiled on every kernel of the matrix (make
 * compat-proof); on 7.3 itself no overlay header takes part. Never loaded.
 */
#include <linux/etherdevice.h>
#include <linux/ethtool.h>
#include <linux/filter.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/netdevice.h>
#include <linux/pci.h>
#include <linux/pm.h>
#include <linux/skbuff.h>
#include <linux/tcp.h>
#include <linux/u64_stats_sync.h>
#include <linux/workqueue.h>
#include <net/gro.h>
#include <net/ip6_checksum.h>
#include <net/page_pool/helpers.h>
#include <net/xdp.h>

#define BP_SAME(a, b) static_assert(__builtin_types_compatible_p(a, b))

struct bp_proof {
	struct page_pool *pool;
	struct work_struct work;
	u64_stats_t packets;
	u8 addr[ETH_ALEN];
};

static void proof_work(struct work_struct *work)
{
	queue_work(system_percpu_wq, work);
}

static int proof_lib(struct bp_proof *p)
{
	INIT_WORK(&p->work, proof_work);
	queue_work(system_dfl_wq, &p->work);
	u64_stats_inc(&p->packets);
	u64_stats_add(&p->packets, 1);
	return u64_stats_read(&p->packets);
}

static int proof_pool(struct bp_proof *p, struct device *dev,
		      struct net_device *ndev, struct napi_struct *napi)
{
	const struct page_pool_params params = {
		.flags = PP_FLAG_DMA_MAP | PP_FLAG_DMA_SYNC_DEV,
		.pool_size = 256,
		.nid = NUMA_NO_NODE,
		.dev = dev,
		.napi = napi,
		.netdev = ndev,
		.queue_idx = 1,
		.dma_dir = DMA_FROM_DEVICE,
		.max_len = PAGE_SIZE,
	};
	unsigned int offset, size = 2048;
	const struct page *seen;
	struct sk_buff *skb;
	struct page *page;

	p->pool = page_pool_create(&params);
	if (IS_ERR(p->pool))
		return PTR_ERR(p->pool);
	page = page_pool_alloc(p->pool, &offset, &size, GFP_KERNEL);
	seen = page;
	BP_SAME(typeof(page_pool_get_dma_addr(seen)), dma_addr_t);
	page_pool_dma_sync_for_cpu(p->pool, page, offset, 64);
	skb = napi_build_skb(page_address(page) + offset, size);
	if (skb) {
		skb_mark_for_recycle(skb);
		napi_gro_receive(napi, skb);
	} else {
		page_pool_put_full_page(p->pool, page, false);
	}
	page_pool_destroy(p->pool);
	return 0;
}

static int proof_poll(struct napi_struct *napi, int budget)
{
	return napi_complete_done(napi, 0) ? 0 : budget;
}

static int proof_netdev(struct net_device *ndev, struct napi_struct *napi,
			const u8 *addr)
{
	eth_hw_addr_set(ndev, addr);
	netif_set_tso_max_size(ndev, 65536);
	netif_napi_add(ndev, napi, proof_poll);
	netif_napi_set_irq(napi, 1);
	netif_queue_set_napi(ndev, 0, NETDEV_QUEUE_TYPE_RX, napi);
	return netif_set_real_num_queues(ndev, 1, 1);
}

static void proof_tx_timeout(struct net_device *ndev, unsigned int txqueue)
{
	txq_trans_cond_update(netdev_get_tx_queue(ndev, txqueue));
	netif_tx_wake_queue(netdev_get_tx_queue(ndev, txqueue));
}

static int proof_bpf(struct net_device *ndev, struct netdev_bpf *bpf)
{
	return bpf->command == XDP_SETUP_PROG && bpf->prog ? 0 : -EOPNOTSUPP;
}

static int proof_xdp_xmit(struct net_device *ndev, int n,
			  struct xdp_frame **frames, u32 flags)
{
	return flags & XDP_XMIT_FLUSH && !xdp_frame_has_frags(frames[0]) ? n : 0;
}

static const struct net_device_ops proof_netdev_ops = {
	.ndo_tx_timeout = proof_tx_timeout,
	.ndo_bpf = proof_bpf,
	.ndo_xdp_xmit = proof_xdp_xmit,
};

static int proof_xdp(struct net_device *ndev, struct page_pool *pool,
		     struct xdp_rxq_info *rxq, struct bpf_prog *prog,
		     unsigned char *page)
{
	struct xdp_buff xdp;
	u32 act;
	int err;

	xdp_set_features_flag(ndev, NETDEV_XDP_ACT_BASIC |
				    NETDEV_XDP_ACT_REDIRECT |
				    NETDEV_XDP_ACT_NDO_XMIT);
	err = xdp_rxq_info_reg(rxq, ndev, 0, 0);
	if (err)
		return err;
	err = xdp_rxq_info_reg_mem_model(rxq, MEM_TYPE_PAGE_POOL, pool);
	if (err)
		return err;
	xdp_init_buff(&xdp, PAGE_SIZE, rxq);
	xdp_prepare_buff(&xdp, page, XDP_PACKET_HEADROOM, 64, true);
	act = bpf_prog_run_xdp(prog, &xdp);
	if (act == XDP_REDIRECT)
		err = xdp_do_redirect(ndev, &xdp, prog);
	else
		bpf_warn_invalid_xdp_action(ndev, prog, act);
	xdp_do_flush();
	return err;
}

static int proof_skb(struct sk_buff *skb)
{
	tcp_v6_gso_csum_prep(skb);
	return skb_tcp_all_headers(skb);
}

static void proof_get_ring(struct net_device *ndev,
			   struct ethtool_ringparam *ring,
			   struct kernel_ethtool_ringparam *kernel_ring,
			   struct netlink_ext_ack *extack)
{
	NL_SET_ERR_MSG_FMT_MOD(extack, "%u entries", ring->tx_pending);
}

static int proof_set_ring(struct net_device *ndev,
			  struct ethtool_ringparam *ring,
			  struct kernel_ethtool_ringparam *kernel_ring,
			  struct netlink_ext_ack *extack)
{
	return 0;
}

static int proof_coalesce(struct net_device *ndev,
			  struct ethtool_coalesce *ec,
			  struct kernel_ethtool_coalesce *kernel_ec,
			  struct netlink_ext_ack *extack)
{
	return kernel_ec->use_cqe_mode_rx;
}

static int proof_get_rxfh(struct net_device *ndev,
			  struct ethtool_rxfh_param *rxfh)
{
	rxfh->hfunc = ETH_RSS_HASH_TOP;
	return 0;
}

static int proof_set_rxfh(struct net_device *ndev,
			  struct ethtool_rxfh_param *rxfh,
			  struct netlink_ext_ack *extack)
{
	return rxfh->input_xfrm == RXH_XFRM_NO_CHANGE ? 0 : -EOPNOTSUPP;
}

static u32 proof_count(struct net_device *ndev)
{
	return 1;
}

static void proof_strings(struct net_device *ndev, u32 set, u8 *data)
{
	ethtool_sprintf(&data, "%u", set);
	ethtool_puts(&data, "name");
}

static const struct ethtool_ops proof_ethtool_ops = {
	.supported_coalesce_params = ETHTOOL_COALESCE_USECS |
				     ETHTOOL_COALESCE_MAX_FRAMES,
	.get_link = ethtool_op_get_link,
	.get_strings = proof_strings,
	.get_ringparam = proof_get_ring,
	.set_ringparam = proof_set_ring,
	.get_coalesce = proof_coalesce,
	.set_coalesce = proof_coalesce,
	.get_rx_ring_count = proof_count,
	.get_rxfh_key_size = proof_count,
	.get_rxfh_indir_size = proof_count,
	.get_rxfh = proof_get_rxfh,
	.set_rxfh = proof_set_rxfh,
};

static int proof_sleep(struct device *dev)
{
	return 0;
}

static DEFINE_SIMPLE_DEV_PM_OPS(proof_pm_ops, proof_sleep, proof_sleep);

static int proof_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct net_device *ndev = alloc_etherdev(sizeof(struct bp_proof));
	struct napi_struct napi = {};
	struct xdp_rxq_info rxq = {};
	struct sk_buff *skb = NULL;
	struct bp_proof *p;
	int err;

	if (!ndev)
		return -ENOMEM;
	p = netdev_priv(ndev);
	ndev->netdev_ops = &proof_netdev_ops;
	ndev->ethtool_ops = &proof_ethtool_ops;
	err = pci_alloc_irq_vectors(pdev, 1, 1, PCI_IRQ_MSIX);
	if (err < 0)
		return err;
	irq_set_affinity_and_hint(1, cpu_online_mask);
	irq_update_affinity_hint(1, NULL);
	if (pci_dev_is_disconnected(pdev))
		return -ENODEV;
	return proof_netdev(ndev, &napi, p->addr) ?:
	       proof_pool(p, &pdev->dev, ndev, &napi) ?:
	       proof_xdp(ndev, p->pool, &rxq, NULL, p->addr) ?:
	       proof_skb(skb) ?: proof_lib(p);
}

static const struct pci_device_id proof_ids[] = {
	{ PCI_VDEVICE(MICROSOFT, 0xffff) },
	{ }
};

static struct pci_driver proof_driver = {
	.name = "bp_proof",
	.id_table = proof_ids,
	.probe = proof_probe,
	.driver.pm = pm_sleep_ptr(&proof_pm_ops),
};
module_pci_driver(proof_driver);

MODULE_DESCRIPTION("Proof that the compat layer offers the 7.3 shapes");
MODULE_LICENSE("Dual BSD/GPL");
