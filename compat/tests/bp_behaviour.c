// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the shims do that only a kernel before 5.6 needs: no such kernel can be
 * had, so they run here, in user space, in the place of whose functions they
 * call. compat/tests/run behaviour gives the headers of that kernel as empty
 * files; what they would declare is below.
 */
#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long u64, dma_addr_t;
typedef unsigned int gfp_t;

#define BIT(n) (1ul << (n))
#define unlikely(x) (x)
#define READ_ONCE(x) (x)
#define BUILD_BUG_ON(x) static_assert(!(x), #x)
#define ERR_PTR(err) ((void *)(intptr_t)(err))
#define PAGE_SIZE 4096u
#define time_after(a, b) ((long)((b) - (a)) < 0)

static unsigned int failures;

#define CHECK(x) \
	do { \
		if (!(x)) { \
			fprintf(stderr, "line %d: %s\n", __LINE__, #x); \
			failures++; \
		} \
	} while (0)

/* linux/ethtool.h of 5.4, as far as a shim looks at it */
struct net_device;
struct netlink_ext_ack;
struct ethtool_rxnfc { u32 cmd; u64 data; };

struct ethtool_coalesce {
	u32 cmd;
	u32 rx_coalesce_usecs;
	u32 word[21];
};

#define ETHTOOL_GRXRINGS 0x2d

struct ethtool_ops {
	int (*set_coalesce)(struct net_device *dev, struct ethtool_coalesce *ec);
	int (*get_rxnfc)(struct net_device *dev, struct ethtool_rxnfc *nfc,
			 u32 *locs);
};

/* Now it is extended; then struct net_device may point to it. */
#include <linux/ethtool.h>

struct netdev_queue { bool stopped; unsigned long trans_start; };

struct net_device_ops {
	void (*ndo_tx_timeout)(struct net_device *dev);
	void (*bp_ndo_tx_timeout)(struct net_device *dev, unsigned int txqueue);
};

struct net_device {
	const struct net_device_ops *netdev_ops;
	const struct ethtool_ops *ethtool_ops;
	struct netdev_queue txq[4];
	unsigned int num_tx_queues;
	unsigned long watchdog_timeo;
};

static unsigned long jiffies;

static struct netdev_queue *netdev_get_tx_queue(struct net_device *dev,
						unsigned int i)
{
	return &dev->txq[i];
}

static bool netif_xmit_stopped(const struct netdev_queue *txq)
{
	return txq->stopped;
}

#include <linux/netdevice.h>

/* net/page_pool.h of 5.4, and the DMA and skb functions */
enum dma_data_direction { DMA_FROM_DEVICE = 2 };
struct device { int dummy; };
struct napi_struct { int dummy; };
struct page { unsigned long private; dma_addr_t dma; };

struct page_pool_params {
	unsigned int flags, order;
	struct device *dev;
	enum dma_data_direction dma_dir;
};

struct page_pool { struct page_pool_params p; };

struct skb_shared_info { u8 nr_frags; struct page *frags[3]; };

struct sk_buff {
	bool head_frag;
	struct page *head;
	struct skb_shared_info shinfo;
};

#define PP_FLAG_DMA_MAP BIT(0)
#define page_private(page) ((page)->private)
#define set_page_private(page, v) ((page)->private = (v))
#define skb_shinfo(skb) (&(skb)->shinfo)
#define skb_frag_page(frag) (*(frag))
#define virt_to_head_page(head) (head)
#define compound_head(page) (page)

static struct page_pool the_pool;
static struct page *next_page;
static unsigned int created, put_back, released, synced;
static struct { struct device *dev; dma_addr_t addr; size_t size; int dir; } sync;

static struct page_pool *page_pool_create(const struct page_pool_params *params)
{
	the_pool.p = *params;
	created++;
	return &the_pool;
}

static struct page *page_pool_alloc_pages(struct page_pool *pool, gfp_t gfp)
{
	CHECK(pool == &the_pool && gfp == 7);
	return next_page;
}

static dma_addr_t page_pool_get_dma_addr(struct page *page)
{
	return page->dma;
}

static void page_pool_put_page(struct page_pool *pool, struct page *page,
			       bool direct)
{
	CHECK(pool == &the_pool && page == next_page && direct);
	put_back++;
}

static void page_pool_release_page(struct page_pool *pool, struct page *page)
{
	CHECK(pool == &the_pool && page && !page->private);
	released++;
}

static void dma_sync_single_for_device(struct device *dev, dma_addr_t addr,
				       size_t size, enum dma_data_direction dir)
{
	sync.dev = dev;
	sync.addr = addr;
	sync.size = size;
	sync.dir = dir;
	synced++;
}

static void dma_sync_single_range_for_cpu(struct device *dev, dma_addr_t addr,
					  unsigned long offset, size_t size,
					  enum dma_data_direction dir)
{
	CHECK(dev == the_pool.p.dev && dir == DMA_FROM_DEVICE);
	sync.addr = addr + offset;
	sync.size = size;
}

#include <net/page_pool/helpers.h>

static unsigned int called, last_queue;

static void timed_out(struct net_device *dev, unsigned int txqueue)
{
	(void)dev;
	called++;
	last_queue = txqueue;
}

static int coalesced(struct net_device *dev, struct ethtool_coalesce *ec,
		     struct kernel_ethtool_coalesce *kernel_ec,
		     struct netlink_ext_ack *extack)
{
	(void)dev;
	CHECK(ec && !kernel_ec->use_cqe_mode_rx && !extack);
	called++;
	return 0;
}

static u32 five(struct net_device *dev)
{
	(void)dev;
	return 5;
}

static const struct net_device_ops netdev_ops = {
	.ndo_tx_timeout = timed_out,
};

static const struct ethtool_ops ethtool_ops_of_driver = {
	.supported_coalesce_params = ETHTOOL_COALESCE_USECS |
				     ETHTOOL_COALESCE_MAX_FRAMES,
	.set_coalesce = coalesced,
	.get_rx_ring_count = five,
};

/* The names are initialisers from now on: the kernel's side reads by these. */
#undef ndo_tx_timeout
#undef set_coalesce
#undef get_rx_ring_count

/* The first queue that stopped too long ago; no other, and none if none did. */
static void test_tx_timeout(struct net_device *dev)
{
	const unsigned long start = -20ul; /* jiffies wrap within the wait */
	unsigned int i;

	dev->num_tx_queues = 3;
	dev->watchdog_timeo = 50;
	for (i = 0; i < 4; i++)
		dev->txq[i] = (struct netdev_queue) { i != 0, start };
	jiffies = start + 50;
	called = 0;
	netdev_ops.ndo_tx_timeout(dev);
	CHECK(called == 0); /* not yet */
	jiffies++;
	netdev_ops.ndo_tx_timeout(dev);
	CHECK(called == 1 && last_queue == 1); /* queue 0 runs */
	dev->txq[1].trans_start = jiffies;
	netdev_ops.ndo_tx_timeout(dev);
	CHECK(called == 2 && last_queue == 2);
	dev->txq[2].stopped = false;
	netdev_ops.ndo_tx_timeout(dev);
	CHECK(called == 2); /* queue 3 is not in use */
}

/* Each field alone: the driver sees the four it names, and no other. */
static void test_coalesce(struct net_device *dev)
{
	static const unsigned int named[] = { 0, 1, 4, 5 };
	unsigned int i, k, ok;
	int err;

	for (i = 0; i < 22; i++) {
		struct ethtool_coalesce ec = { .cmd = 0xf };

		(&ec.rx_coalesce_usecs)[i] = 1;
		for (ok = 0, k = 0; k < 4; k++)
			ok |= named[k] == i;
		called = 0;
		err = ethtool_ops_of_driver.set_coalesce(dev, &ec);
		CHECK(err == (ok ? 0 : -EOPNOTSUPP) && called == ok);
	}
}

static void test_rings(struct net_device *dev)
{
	struct ethtool_rxnfc nfc = { .cmd = ETHTOOL_GRXRINGS };

	CHECK(!ethtool_ops_of_driver.get_rxnfc(dev, &nfc, NULL) && nfc.data == 5);
	nfc.cmd = 1;
	CHECK(ethtool_ops_of_driver.get_rxnfc(dev, &nfc, NULL) == -EOPNOTSUPP);
}

/* Synced whole on each way out, not on the way back; left for good once. */
static void test_pool(void)
{
	static struct device dev;
	static struct page page[3] = { { .dma = 0x1000 }, { .dma = 0x9000 } };
	struct page_pool_params params = {
		.flags = PP_FLAG_DMA_MAP | PP_FLAG_DMA_SYNC_DEV,
		.order = 1,
		.dev = &dev,
		.dma_dir = DMA_FROM_DEVICE,
		.max_len = 100,
		.offset = 8,
	};
	unsigned int offset = 9, size = 100;
	struct sk_buff skb = {};
	struct page_pool *pool;

	CHECK(page_pool_create(&params) == ERR_PTR(-EINVAL) && !created);
	params.offset = 0;
	pool = page_pool_create(&params);
	CHECK(created == 1 && pool == &the_pool && pool->p.flags == PP_FLAG_DMA_MAP);

	CHECK(!page_pool_alloc(pool, &offset, &size, 7) && !synced);
	next_page = &page[0];
	CHECK(page_pool_alloc(pool, &offset, &size, 7) == next_page);
	CHECK(offset == 0 && size == 2 * PAGE_SIZE && synced == 1);
	CHECK(sync.dev == &dev && sync.addr == 0x1000 &&
	      sync.size == 2 * PAGE_SIZE && sync.dir == DMA_FROM_DEVICE);
	page_pool_dma_sync_for_cpu(pool, next_page, 64, 10);
	CHECK(sync.addr == 0x1040 && sync.size == 10);
	page_pool_put_full_page(pool, next_page, true);
	CHECK(put_back == 1 && synced == 1);
	page_pool_alloc(pool, &offset, &size, 7);
	CHECK(synced == 2); /* recycled, all the same */

	next_page = &page[1];
	page_pool_alloc(pool, &offset, &size, 7);
	skb.head_frag = true;
	skb.head = &page[0];
	skb.shinfo = (struct skb_shared_info) { 2, { &page[1], &page[2] } };
	skb_mark_for_recycle(&skb);
	CHECK(released == 2); /* page[2] is of no pool */
	skb_mark_for_recycle(&skb);
	CHECK(released == 2);

	the_pool.p.flags = 0; /* not mapped by the pool: no address to sync */
	synced = 0;
	page_pool_alloc(pool, &offset, &size, 7);
	CHECK(!synced);
}

int main(void)
{
	static struct net_device dev = {
		.netdev_ops = &netdev_ops,
		.ethtool_ops = &ethtool_ops_of_driver,
	};

	test_tx_timeout(&dev);
	test_coalesce(&dev);
	test_rings(&dev);
	test_pool();
	return failures != 0;
}
