/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What queues and ports need of the network stack beyond device.h: packets,
 * send queues with byte queue limits, NAPI, page pools, DMA mappings. Each counts
 * what it gave away, so that a case can ask for what is missing; host_net_init()
 * begins anew.
 */
#ifndef _MANA_KUNIT_NET_H
#define _MANA_KUNIT_NET_H

#include <device.h>

/* errors and pages */
#define PAGE_SHIFT 12
#define PAGE_SIZE (1UL << PAGE_SHIFT)
#define __GFP_RETRY_MAYFAIL 0
#define GFP_ATOMIC 1
#define ____cacheline_aligned_in_smp __aligned(64)
#define htons(v) cpu_to_be16(v)

/**
 * struct host_net - what the stand-ins count, and what a case wants of them
 * @now: jiffies; waiting makes them pass
 * @refuse: calls that find memory or a mapping before one fails; negative: all do
 * @mappings: DMA mappings that were not undone
 * @pages: of pools, that are not back
 * @skbs: not freed
 * @available: pages of memory, of si_mem_available()
 * @graces: grace periods waited for
 * @grace: called in each: whatever another CPU had begun ends here
 * @barrier: called by full barriers: what another CPU does meanwhile
 * @wait: called by who waits for a completion: what comes meanwhile
 * @rmb: called by read barriers for the device's writes
 * @more: netdev_xmit_more()
 * @busy_polled: NAPI cannot complete
 * @hard_irq: a poll runs in hard-IRQ context, as netpoll may
 * @direct: pages that came back to a pool as only its NAPI may give them
 * @indirect: and in the way that is open to all
 * @napis: that were added
 * @wrong: the first thing that no kernel would bear
 */
static struct host_net {
	unsigned long now;
	int refuse;
	int mappings;
	int pages;
	int skbs;
	long available;
	unsigned int graces;
	void (*grace)(void);
	void (*barrier)(void);
	void (*wait)(void);
	void (*rmb)(void);
	bool more;
	bool busy_polled;
	bool hard_irq;
	u32 direct;
	u32 indirect;
	u32 napis;
	char wrong[128];
} host_net;

static inline void host_net_init(void)
{
	host_net = (struct host_net) { .refuse = -1, .available = 1 << 20 };
}

static inline void host_net_wrong(const char *what)
{
	if (!host_net.wrong[0])
		snprintf(host_net.wrong, sizeof(host_net.wrong), "%s", what);
}

/* Some things are not to be met in hard-IRQ context. */
static inline void host_no_hard_irq(const char *what)
{
	if (host_net.hard_irq)
		host_net_wrong(what);
}

/* One more call that may fail; true: this one does. */
static inline bool host_refuses(void)
{
	return host_net.refuse >= 0 && !host_net.refuse--;
}

static inline void host_hook(void (*fn)(void))
{
	if (fn)
		fn();
}

#define synchronize_net() (host_net.graces++, host_hook(host_net.grace))
#undef smp_mb
#define smp_mb() (__sync_synchronize(), host_hook(host_net.barrier))
#define smp_mb__after_atomic smp_mb
#undef dma_rmb
#define dma_rmb() host_hook(host_net.rmb)
#define smp_load_acquire(p) __atomic_load_n(p, __ATOMIC_ACQUIRE)
#define smp_store_release(p, v) __atomic_store_n(p, v, __ATOMIC_RELEASE)
#undef jiffies
#define jiffies host_net.now
#define si_mem_available() host_net.available
#define local_bh_disable() barrier()
#define local_bh_enable() barrier()

/* memory that may be short */
#undef kvzalloc
#define kvzalloc(size, gfp) (host_refuses() ? NULL : calloc(1, size))
#undef kzalloc
#define kzalloc kvzalloc
#define kvcalloc(n, size, gfp) (host_refuses() ? NULL : calloc(n, size))

/* counters */
struct u64_stats_sync { int seq; };
typedef struct { u64 v; } u64_stats_t;
#define u64_stats_update_begin(s) ((s)->seq++)
#define u64_stats_update_end(s) ((s)->seq++)
#define u64_stats_add(p, n) ((p)->v += (n))
#define u64_stats_inc(p) ((p)->v++)
#define u64_stats_read(p) ((p)->v)

#define atomic_inc(v) ((void)atomic_inc_return(v))
static inline bool atomic_add_unless(atomic_t *v, int add, int unless)
{
	if (v->counter == unless)
		return false;
	v->counter += add;
	return true;
}

/* lists, locks, completions */
#define DEFINE_MUTEX(m) struct mutex m = { PTHREAD_MUTEX_INITIALIZER }
#define init_completion(c) ((c)->done = 0)
#define complete(c) ((c)->done++)
/* What is not done by now, nor by what comes meanwhile, is not done in time. */
static inline bool wait_for_completion_timeout(struct completion *c, unsigned long timeout)
{
	if (!c->done) {
		host_net.now += timeout;
		host_hook(host_net.wait);
	}
	return c->done ? c->done-- : 0;
}


/* DMA: bus addresses are those of memory */
enum dma_data_direction { DMA_BIDIRECTIONAL, DMA_TO_DEVICE, DMA_FROM_DEVICE };

#define HOST_MAPPINGS 1024
/**
 * struct host_mapping - a DMA mapping
 * @addr: where
 * @bytes: how much; 0: no mapping
 * @page: of a fragment
 * @dir: who reads and who writes
 */
static struct host_mapping {
	u64 addr;
	u32 bytes;
	bool page;
	enum dma_data_direction dir;
} host_mapping[HOST_MAPPINGS];

static inline dma_addr_t host_map(void *at, u32 bytes, bool page, enum dma_data_direction dir)
{
	struct host_mapping *map = host_mapping;

	if (host_refuses())
		return ~0ULL;
	while (map->bytes)
		map++;
	*map = (struct host_mapping) { (uintptr_t)at, bytes, page, dir };
	host_net.mappings++;
	return map->addr;
}

/* Dies by the address sanitizer when there is none like this. */
static inline void host_unmap(dma_addr_t addr, u32 bytes, bool page, enum dma_data_direction dir)
{
	struct host_mapping *map = host_mapping;

	while (map->addr != addr || map->bytes != bytes || map->page != page || map->dir != dir)
		map++;
	map->bytes = 0;
	host_net.mappings--;
}

#define dma_map_single(dev, at, bytes, dir) ((void)(dev), host_map(at, bytes, false, dir))
#define dma_unmap_single(dev, addr, bytes, dir) ((void)(dev), host_unmap(addr, bytes, false, dir))
#define dma_unmap_page(dev, addr, bytes, dir) ((void)(dev), host_unmap(addr, bytes, true, dir))
#define dma_mapping_error(dev, addr) ((void)(dev), (addr) == ~0ULL)

/* packets */
#define MAX_SKB_FRAGS 40	/* as some kernels are configured: up to 45 */
#define NET_SKB_PAD 64
#define NET_IP_ALIGN 0
#define CHECKSUM_NONE 0
#define CHECKSUM_UNNECESSARY 1
#define CHECKSUM_PARTIAL 3
#define ETH_P_IP 0x0800
#define ETH_P_IPV6 0x86dd
#define ETH_P_8021Q 0x8100
#define IPPROTO_TCP 6
#define IPPROTO_UDP 17
enum pkt_hash_types { PKT_HASH_TYPE_NONE, PKT_HASH_TYPE_L2, PKT_HASH_TYPE_L3, PKT_HASH_TYPE_L4 };

typedef struct { u8 *at; u32 bytes; } skb_frag_t;

struct skb_shared_info {
	u8 nr_frags;
	u16 gso_size;
	u16 gso_segs;
	u32 gso_type;
	skb_frag_t frags[MAX_SKB_FRAGS];
};

struct net_device;
struct page;

/**
 * struct sk_buff - a packet; names as in the kernel, but:
 * @net: where the network header begins, in @data
 * @trans: where the transport header begins
 * @csum_at: where checksumming begins
 * @cloned: headers are shared with another packet
 * @owned: memory to be freed with it; NULL: it is a page's
 * @page: of a pool, to which it goes back
 * @stamped: transmit time was taken
 * @meta: bytes of metadata before it
 */
struct sk_buff {
	struct net_device *dev;
	u8 *head;
	u8 *data;
	u32 len;
	u32 data_len;
	__be16 protocol;
	u8 ip_summed;
	u32 net;
	u32 trans;
	u32 csum_at;
	bool cloned;
	bool encapsulation;
	u16 queue_mapping;
	u32 rx_queue;
	u32 hash;
	enum pkt_hash_types hash_type;
	bool vlan;
	u16 vlan_proto;
	u16 vlan_tci;
	void *owned;
	struct page *page;
	bool recycle;
	bool stamped;
	u32 meta;
	struct skb_shared_info shinfo;
};

#define SKB_DATA_ALIGN(n) ALIGN(n, 64)
#define skb_shinfo(skb) (&(skb)->shinfo)
#define skb_headlen(skb) ((skb)->len - (skb)->data_len)
#define skb_is_gso(skb) ((skb)->shinfo.gso_size)
#define skb_network_offset(skb) ((int)(skb)->net)
#define skb_transport_offset(skb) ((int)(skb)->trans)
#define skb_checksum_start_offset(skb) ((int)(skb)->csum_at)
#define skb_vlan_tag_present(skb) ((skb)->vlan)
#define skb_vlan_tag_get(skb) ((skb)->vlan_tci)
#define skb_vlan_tag_get_id(skb) ((skb)->vlan_tci & 0xfff)
#define skb_frag_size(frag) ((frag)->bytes)
#define skb_frag_dma_map(dev, frag, offset, bytes, dir) \
	((void)(dev), host_map((frag)->at + (offset), bytes, true, dir))
#define skb_tx_timestamp(skb) ((void)((skb)->stamped = true))
#define skb_record_rx_queue(skb, n) ((skb)->rx_queue = (n) + 1)
#define skb_set_hash(skb, h, type) ((skb)->hash = (h), (skb)->hash_type = (type))
#define __vlan_hwaccel_put_tag(skb, proto, tci) \
	((skb)->vlan = true, (skb)->vlan_proto = (proto), (skb)->vlan_tci = (tci))
#define skb_mark_for_recycle(skb) ((skb)->recycle = true)
#define skb_reserve(skb, n) ((skb)->data += (n))
#define skb_put(skb, n) ((skb)->len += (n))
#define skb_metadata_set(skb, n) ((skb)->meta = (n))

/* At any address: some of the machines that run this mind. */
struct iphdr {
	u8 ihl:4, version:4;
	u8 tos;
	__be16 tot_len, id, frag_off;
	u8 ttl, protocol;
	__be16 check;
	__be32 saddr, daddr;
} __packed;

struct ipv6hdr {
	u8 first[4];
	__be16 payload_len;
	u8 nexthdr, hop_limit;
	u8 saddr[16], daddr[16];
} __packed;

struct tcphdr {
	__be16 source, dest;
	__be32 seq, ack_seq;
	u8 off;		/* of data, in the upper half */
	u8 flags;
	__be16 window, check, urg_ptr;
} __packed;

#define ip_hdr(skb) ((struct iphdr *)((skb)->data + (skb)->net))
#define ipv6_hdr(skb) ((struct ipv6hdr *)((skb)->data + (skb)->net))
#define tcp_hdr(skb) ((struct tcphdr *)((skb)->data + (skb)->trans))
#define ip_hdrlen(skb) (ip_hdr(skb)->ihl * 4)
#define skb_tcp_all_headers(skb) ((skb)->trans + (tcp_hdr(skb)->off >> 4) * 4)
/* Values that a case recognizes: what sums are is the stack's affair. */
#define HOST_TCP4_SUM 0x4444
#define HOST_TCP6_SUM 0x6666
#define HOST_SOFT_SUM 0x5050
static inline __be16 csum_tcpudp_magic(__be32 saddr, __be32 daddr, u32 len, u8 proto, u32 sum)
{
	return HOST_TCP4_SUM ^ 0xffff;
}

#define tcp_v6_gso_csum_prep(skb) \
	(ipv6_hdr(skb)->payload_len = 0, tcp_hdr(skb)->check = HOST_TCP6_SUM)

/* A packet of which @linear bytes are not in fragments; zero-filled. */
static inline struct sk_buff *host_skb(u32 linear)
{
	struct sk_buff *skb = calloc(1, sizeof(*skb));

	skb->owned = calloc(1, linear + 1);
	skb->head = skb->owned;
	skb->data = skb->head;
	skb->len = linear;
	host_net.skbs++;
	return skb;
}

static inline void host_skb_add_frag(struct sk_buff *skb, void *at, u32 bytes)
{
	skb->shinfo.frags[skb->shinfo.nr_frags++] = (skb_frag_t) { at, bytes };
	skb->len += bytes;
	skb->data_len += bytes;
}

static inline bool pskb_may_pull(struct sk_buff *skb, u32 bytes)
{
	return bytes <= skb_headlen(skb);
}

/* The other packet keeps what was shared. */
static inline int skb_cow_head(struct sk_buff *skb, u32 room)
{
	u8 *copy;

	if (host_refuses())
		return -ENOMEM;
	if (!skb->cloned)
		return 0;
	copy = malloc(skb_headlen(skb) + 1);
	memcpy(copy, skb->data, skb_headlen(skb));
	skb->owned = copy;
	skb->head = copy;
	skb->data = copy;
	skb->cloned = false;
	return 0;
}

static inline int skb_checksum_help(struct sk_buff *skb)
{
	if (host_refuses())
		return -ENOMEM;
	skb->ip_summed = CHECKSUM_NONE;
	return 0;
}

static inline int skb_linearize(struct sk_buff *skb)
{
	u32 i, at = skb_headlen(skb);
	u8 *copy;

	if (host_refuses())
		return -ENOMEM;
	copy = malloc(skb->len);
	memcpy(copy, skb->data, at);
	for (i = 0; i < skb->shinfo.nr_frags; i++) {
		memcpy(copy + at, skb->shinfo.frags[i].at, skb->shinfo.frags[i].bytes);
		at += skb->shinfo.frags[i].bytes;
	}
	free(skb->owned);
	skb->owned = copy;
	skb->head = copy;
	skb->data = copy;
	skb->data_len = 0;
	skb->shinfo.nr_frags = 0;
	return 0;
}

static inline void host_page_put(struct page *page);
static inline void host_skb_free(struct sk_buff *skb)
{
	/* What still shares its headers owns them. */
	if (!skb->cloned)
		free(skb->owned);
	/* A page that is not marked for it does not find back to its pool. */
	if (skb->page && skb->recycle)
		host_page_put(skb->page);
	free(skb);
	host_net.skbs--;
}

#define dev_kfree_skb_any(skb) host_skb_free(skb)
#define napi_consume_skb(skb, budget) ((void)(budget), host_skb_free(skb))

/* devices and their send queues */
typedef u64 netdev_features_t;
#define NETIF_F_RXCSUM BIT_ULL(0)
#define NETIF_F_RXHASH BIT_ULL(1)

enum netdev_tx { NETDEV_TX_OK = 0, NETDEV_TX_BUSY = 0x10 };
typedef enum netdev_tx netdev_tx_t;

/**
 * struct netdev_queue - a send queue
 * @stopped: by the driver
 * @wakes: how often it was woken
 * @sent: bytes told to byte queue limits
 * @completed: those that completed
 * @packets: completed
 * @locked: its lock is held
 * @trans: when something was sent last
 */
struct netdev_queue {
	bool stopped;
	u32 wakes;
	u64 sent;
	u64 completed;
	u64 packets;
	bool locked;
	unsigned long trans;
};

#define HOST_TX_QUEUES 4
/**
 * struct net_device - names as in the kernel, but:
 * @txq: send queues
 * @napi: which NAPI serves which receive and send queue
 * @priv: private part
 * @priv_bytes: of it
 * @real_tx: send queues in use
 * @real_rx: receive queues in use
 * @num_queues: that there are at most
 * @running: it is open
 * @present: the driver has not taken it away
 * @carrier: there is a link
 * @registered: it can be seen
 * @rxfh_configured: the RSS table is the user's
 * @xdp_features: what it offers to XDP
 * @xdp_prog: what the stack has given it last
 */
struct net_device {
	char name[16];
	netdev_features_t features;
	u16 dev_port;
	struct netdev_queue txq[HOST_TX_QUEUES];
	struct napi_struct *napi[2][HOST_TX_QUEUES];
	const struct net_device_ops *netdev_ops;
	const struct ethtool_ops *ethtool_ops;
	void *priv;
	size_t priv_bytes;
	netdev_features_t hw_features;
	netdev_features_t vlan_features;
	u32 flags;
	u32 min_mtu;
	u32 max_mtu;
	u32 mtu;
	u32 tso_max_size;
	int watchdog_timeo;
	u8 dev_addr[ETH_ALEN];
	u8 perm_addr[ETH_ALEN];
	struct device *parent;
	u32 real_tx;
	u32 real_rx;
	u32 num_queues;
	bool running;
	bool present;
	bool carrier;
	bool registered;
	bool rxfh_configured;
	u32 xdp_features;
	struct bpf_prog *xdp_prog;
};

#define netdev_get_tx_queue(dev, i) (&(dev)->txq[i])
#define skb_get_tx_queue(dev, skb) netdev_get_tx_queue(dev, (skb)->queue_mapping)
#define netif_tx_queue_stopped(q) READ_ONCE((q)->stopped)
#define netif_tx_stop_queue(q) WRITE_ONCE((q)->stopped, true)
#define netif_tx_start_queue(q) WRITE_ONCE((q)->stopped, false)
#define netif_tx_wake_queue(q) ((q)->wakes++, netif_tx_start_queue(q))
static inline void netif_tx_disable(struct net_device *dev)
{
	for (int i = 0; i < HOST_TX_QUEUES; i++)
		netif_tx_stop_queue(&dev->txq[i]);
}

static inline void netif_tx_wake_all_queues(struct net_device *dev)
{
	for (int i = 0; i < HOST_TX_QUEUES; i++)
		netif_tx_wake_queue(&dev->txq[i]);
}

#define netdev_xmit_more() host_net.more
/* As in the kernel: a queue that stops must be rung whatever is to come. */
static inline bool __netdev_tx_sent_queue(struct netdev_queue *q, u32 bytes, bool more)
{
	q->sent += bytes;
	return !more || q->stopped;
}

static inline void netdev_tx_completed_queue(struct netdev_queue *q, u32 packets, u32 bytes)
{
	q->packets += packets;
	q->completed += bytes;
}

#define netdev_warn(dev, ...) ((void)(dev))
#define net_ratelimit() true

/* NAPI */
/**
 * struct napi_struct - one poll function
 * @poll: it
 * @scheduled: how often
 * @enabled: it may be called
 * @added: to the device
 * @napi_id: its number
 */
struct napi_struct {
	int (*poll)(struct napi_struct *napi, int budget);
	u32 scheduled;
	bool enabled;
	bool added;
	u32 napi_id;
};

#define napi_schedule(n) ((n)->scheduled++)
#define netif_napi_add(dev, n, fn) \
	((void)(dev), (n)->poll = (fn), (n)->added = true, \
	 (n)->napi_id = 0x100 + host_net.napis++)
#define netif_napi_del(n) ((n)->added = false)
#define netif_napi_set_irq(n, irq) ((void)(irq))
#define napi_enable(n) ((n)->enabled = true)
#define napi_disable(n) ((n)->enabled = false)
#define napi_complete_done(n, work) ((void)(work), !host_net.busy_polled)

/* what came */
#define HOST_RECEIVED 2048
static struct sk_buff *host_received[HOST_RECEIVED];
static u32 host_num_received;
#define napi_gro_receive(n, skb) \
	((void)(n), (void)(host_received[host_num_received++] = (skb)))
#define eth_type_trans(skb, netdev) \
	((skb)->dev = (netdev), (skb)->data += ETH_HLEN, (skb)->len -= ETH_HLEN, \
	 *(__be16 *)((skb)->data - 2))

static inline void host_drop_received(void)
{
	while (host_num_received)
		host_skb_free(host_received[--host_num_received]);
}

/* page pools */
#define PP_FLAG_DMA_MAP BIT(0)
#define PP_FLAG_DMA_SYNC_DEV BIT(1)
struct page_pool_params {
	u32 flags;
	u32 order;
	u32 pool_size;
	int nid;
	struct device *dev;
	struct napi_struct *napi;
	struct net_device *netdev;
	u32 queue_idx;
	enum dma_data_direction dma_dir;
	u32 max_len;
};

/* It lives until its last page is back. */
struct page_pool {
	struct page_pool_params p;
	int out;
	struct page *part;
	bool destroyed;
};

/**
 * struct page - memory of a pool
 * @pool: whose
 * @mem: it
 * @refs: buffers of it that are not back
 * @used: bytes given away
 * @bytes: of it
 * @next: of all there are
 * @for_device: bytes from the start on that the device's writes can replace
 * @for_cpu: where the part that was made visible to the processor begins and
 * @for_cpu_end: ends
 * @dirty: the processor may have written from there, a bus address,
 * @dirty_end: to there; 0: it has not
 * @clean: of that was made visible to the device what lies from there
 * @clean_end: to there
 */
struct page {
	struct page_pool *pool;
	u8 *mem;
	u32 bytes;
	struct page *next;
	u32 refs;
	u32 used;
	u32 for_device;
	u32 for_cpu;
	u32 for_cpu_end;
	u64 dirty;
	u64 dirty_end;
	u64 clean;
	u64 clean_end;
};

static struct page *host_pages;

static inline struct page_pool *page_pool_create(const struct page_pool_params *p)
{
	struct page_pool *pool = kvzalloc(sizeof(*pool), GFP_KERNEL);

	if (!pool)
		return ERR_PTR(-ENOMEM);
	pool->p = *p;
	return pool;
}

static inline void host_pool_put(struct page_pool *pool)
{
	if (pool->destroyed && !pool->out)
		free(pool);
}

static inline void page_pool_destroy(struct page_pool *pool)
{
	pool->destroyed = true;
	host_pool_put(pool);
}

static inline void host_page_put(struct page *page)
{
	struct page_pool *pool = page->pool;
	struct page **at;

	if (--page->refs)
		return;
	if (pool->part == page)
		pool->part = NULL;
	pool->out--;
	host_net.pages--;
	host_pool_put(pool);
	for (at = &host_pages; *at != page; at = &(*at)->next)
		;
	*at = page->next;
	free(page->mem);
	free(page);
}

static inline struct page *host_page_new(struct page_pool *pool)
{
	u32 bytes = PAGE_SIZE << pool->p.order;
	struct page *page = calloc(1, sizeof(*page));

	page->pool = pool;
	page->mem = calloc(1, bytes);
	page->bytes = bytes;
	page->next = host_pages;
	host_pages = page;
	page->for_device = pool->p.flags & PP_FLAG_DMA_SYNC_DEV ? pool->p.max_len : 0;
	pool->out++;
	host_net.pages++;
	return page;
}

/* A whole page, or a part of one. */
static inline struct page *page_pool_alloc(struct page_pool *pool, u32 *offset, u32 *bytes, gfp_t gfp)
{
	u32 most = PAGE_SIZE << pool->p.order;
	struct page *page = pool->part;

	host_no_hard_irq("a page is taken in hard-IRQ context");
	if (host_refuses())
		return NULL;
	if (!page || page->used + *bytes > most)
		page = host_page_new(pool);
	pool->part = page;
	page->refs++;
	*offset = page->used;
	page->used += *bytes;
	return page;
}

static inline void page_pool_put_full_page(struct page_pool *pool, struct page *page, bool direct)
{
	host_no_hard_irq("a page pool is met in hard-IRQ context");
	if (page->pool != pool)
		host_net_wrong("a page is given to another pool");
	if (direct)
		host_net.direct++;
	else
		host_net.indirect++;
	host_page_put(page);
}

#define page_pool_get_dma_addr(page) ((dma_addr_t)(uintptr_t)(page)->mem)
#define page_address(page) ((void *)(page)->mem)
#define page_pool_dma_sync_for_cpu(pool, pg, offset, bytes) \
	((pg)->for_cpu = (offset), (pg)->for_cpu_end = (offset) + (bytes))

/* A buffer is built around an address alone. NULL: it is in no page. */
static inline struct page *host_page_of(const u8 *at)
{
	struct page *page = host_pages;

	while (page && (at < page->mem || at >= page->mem + page->bytes))
		page = page->next;
	return page;
}

static inline struct sk_buff *napi_build_skb(void *at, u32 bytes)
{
	struct sk_buff *skb;

	if (host_refuses())
		return NULL;
	skb = calloc(1, sizeof(*skb));
	skb->page = host_page_of(at);
	skb->head = at;
	skb->data = at;
	host_net.skbs++;
	return skb;
}

#endif /* _MANA_KUNIT_NET_H */
