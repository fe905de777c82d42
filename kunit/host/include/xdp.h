/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What queues and ports need of XDP: programs that do what a case wants, frames,
 * redirects, and the locks and RCU that guard them. Who runs a program without
 * RCU, leaves redirects behind or takes a send queue's lock twice is noted in
 * host_net.wrong; so is memory that was not made visible to the device.
 * host_xdp_init() begins anew.
 */
#ifndef _MANA_KUNIT_XDP_H
#define _MANA_KUNIT_XDP_H

#include <net.h>

#define XDP_PACKET_HEADROOM 256
#define XDP_XMIT_FLUSH BIT(0)
#define XDP_XMIT_FLAGS_MASK XDP_XMIT_FLUSH
#define NETDEV_XDP_ACT_BASIC BIT(0)
#define NETDEV_XDP_ACT_REDIRECT BIT(1)
#define NETDEV_XDP_ACT_NDO_XMIT BIT(2)
enum xdp_action { XDP_ABORTED, XDP_DROP, XDP_PASS, XDP_TX, XDP_REDIRECT };
enum bpf_netdev_command { XDP_SETUP_PROG, XDP_SETUP_PROG_HW };
enum xdp_mem_type { MEM_TYPE_PAGE_SHARED, MEM_TYPE_PAGE_ORDER0, MEM_TYPE_PAGE_POOL };

#define HOST_REDIRECTS 64

struct xdp_rxq_info {
	struct net_device *dev;
	u32 queue_index;
	u32 napi_id;
	enum xdp_mem_type type;
	struct page_pool *pool;
	bool registered;
};

struct xdp_buff {
	void *data;
	void *data_end;
	void *data_meta;
	void *data_hard_start;
	struct xdp_rxq_info *rxq;
	u32 frame_sz;
};

/**
 * struct xdp_frame - a frame of another device
 * @data: its bytes
 * @len: how many
 * @frags: it has others elsewhere
 */
struct xdp_frame {
	void *data;
	u16 len;
	bool frags;
};

/**
 * struct bpf_prog - a program
 * @run: what it does
 * @refs: who holds it
 */
struct bpf_prog {
	u32 (*run)(struct xdp_buff *xdp);
	int refs;
};

struct netdev_bpf {
	enum bpf_netdev_command command;
	struct bpf_prog *prog;
	struct netlink_ext_ack *extack;
};

/**
 * struct host_redirect - a packet that a program gave to another device
 * @page: it is in
 * @data: where it begins
 * @len: bytes
 */
struct host_redirect {
	struct page *page;
	u8 *data;
	u32 len;
};

/**
 * struct host_xdp - what was done, and what a case wants
 * @rcu: depth of read-side critical sections
 * @cpu: that this is
 * @seen: what the program was given last
 * @runs: of programs
 * @registered: receive queues that programs may see
 * @unregister: called when one ends
 * @redirects: packets given to other devices and not given back
 * @num_redirects: how many
 * @redirect_error: why no more are taken; 0: they are
 * @unflushed: packets whose device was not told
 * @flushes: how often devices were told
 * @invalid: verdicts that are none
 * @exceptions: traced
 * @act: the last one's verdict
 * @frames: of other devices that were not given back
 * @locks: of send queues that were taken
 */
static struct host_xdp {
	int rcu;
	u32 cpu;
	struct xdp_buff seen;
	u32 runs;
	int registered;
	void (*unregister)(struct xdp_rxq_info *info);
	struct host_redirect redirects[HOST_REDIRECTS];
	u32 num_redirects;
	int redirect_error;
	u32 unflushed;
	u32 flushes;
	u32 invalid;
	u32 exceptions;
	u32 act;
	int frames;
	u32 locks;
} host_xdp;

static inline void host_xdp_init(void)
{
	host_xdp = (struct host_xdp) { };
}

/* RCU; a port has its own, which knows more. */
#ifndef rcu_read_lock
#define __rcu
#define host_in_rcu() (host_xdp.rcu > 0)
#define rcu_read_lock() ((void)host_xdp.rcu++)
#define rcu_read_unlock() host_rcu_ends()
#define rcu_dereference(p) ({						\
	if (!host_in_rcu())						\
		host_net_wrong("a program is looked up without RCU");	\
	READ_ONCE(p);							\
})
static inline void host_rcu_ends(void)
{
	if (host_xdp.unflushed)
		host_net_wrong("redirected packets are left behind");
	host_xdp.rcu--;
}
#endif

static inline void host_needs_rcu(const char *what)
{
	if (!host_in_rcu())
		host_net_wrong(what);
}

#define smp_processor_id() host_xdp.cpu

/* locks of send queues */
static inline void __netif_tx_lock(struct netdev_queue *q, u32 cpu)
{
	host_no_hard_irq("the lock of a send queue in hard-IRQ context");
	if (q->locked)
		host_net_wrong("the lock of a send queue is taken twice");
	q->locked = true;
	host_xdp.locks++;
}

static inline void __netif_tx_unlock(struct netdev_queue *q)
{
	if (!q->locked)
		host_net_wrong("the lock of a send queue is left that is not held");
	q->locked = false;
}

static inline void txq_trans_cond_update(struct netdev_queue *q)
{
	if (!q->locked)
		host_net_wrong("a send queue is touched without its lock");
	q->trans = jiffies;
}

/* DMA; of what the processor wrote to a page the device sees what is synced. */
static inline void dma_sync_single_for_device(struct device *dev, dma_addr_t addr, u32 bytes,
					      enum dma_data_direction dir)
{
	struct page *page = host_page_of((u8 *)(uintptr_t)addr);

	if (!page || page->pool->p.dma_dir != dir)
		host_net_wrong("what is synced is not mapped so");
	if (!page)
		return;
	page->clean = addr;
	page->clean_end = addr + bytes;
}

/* The device is about to read or write there. */
static inline void __maybe_unused host_device_has(dma_addr_t addr, u32 bytes, bool reads)
{
	struct page *page = host_page_of((u8 *)(uintptr_t)addr);

	if (!page)
		return;
	if (reads && page->pool->p.dma_dir != DMA_BIDIRECTIONAL)
		host_net_wrong("the device may not read what it is to send");
	if (addr < page->dirty_end && page->dirty < addr + bytes &&
	    (addr < page->clean || addr + bytes > page->clean_end))
		host_net_wrong("the device does not see what a program wrote");
}

/* receive queues that programs see */
static inline int xdp_rxq_info_reg(struct xdp_rxq_info *info, struct net_device *dev, u32 index,
				   u32 napi_id)
{
	if (info->registered)
		host_net_wrong("a queue is registered twice");
	if (host_refuses())
		return -ENOMEM;
	*info = (struct xdp_rxq_info) {
		.dev = dev, .queue_index = index, .napi_id = napi_id, .registered = true,
	};
	host_xdp.registered++;
	return 0;
}

static inline int xdp_rxq_info_reg_mem_model(struct xdp_rxq_info *info, enum xdp_mem_type type,
					     struct page_pool *pool)
{
	if (!info->registered || info->pool)
		host_net_wrong("memory of a queue that is not registered, or has some");
	if (host_refuses())
		return -ENOMEM;
	info->type = type;
	info->pool = pool;
	/* it lives as long as frames may come back to it */
	pool->out++;
	return 0;
}

#define xdp_rxq_info_is_reg(info) ((info)->registered)
static inline void xdp_rxq_info_unreg(struct xdp_rxq_info *info)
{
	if (!info->registered)
		host_net_wrong("a queue is unregistered that is not registered");
	if (host_xdp.unregister)
		host_xdp.unregister(info);
	if (info->pool) {
		info->pool->out--;
		host_pool_put(info->pool);
	}
	*info = (struct xdp_rxq_info) { };
	host_xdp.registered--;
}

/* programs */
#define xdp_init_buff(xdp, bytes, info) \
	((xdp)->frame_sz = (bytes), (xdp)->rxq = (info))
static inline void xdp_prepare_buff(struct xdp_buff *xdp, void *hard_start, int headroom, int len,
				    bool meta_valid)
{
	xdp->data_hard_start = hard_start;
	xdp->data = hard_start + headroom;
	xdp->data_end = xdp->data + len;
	xdp->data_meta = meta_valid ? xdp->data : xdp->data + 1;
}

/* Wherever it may write, it does. */
static inline u32 bpf_prog_run_xdp(struct bpf_prog *prog, struct xdp_buff *xdp)
{
	struct page *page = host_page_of(xdp->data);

	host_needs_rcu("a program runs without RCU");
	host_no_hard_irq("a program runs in hard-IRQ context");
	if (prog->refs < 1)
		host_net_wrong("a program runs that nobody holds");
	if (!xdp->rxq->registered || xdp->rxq->type != MEM_TYPE_PAGE_POOL ||
	    xdp->rxq->pool != page->pool)
		host_net_wrong("a program runs on a queue that is not registered");
	if (page->mem + page->for_cpu > (u8 *)xdp->data ||
	    page->mem + page->for_cpu_end < (u8 *)xdp->data_end)
		host_net_wrong("a program runs on what the device wrote last time");
	page->dirty = (uintptr_t)xdp->data_hard_start;
	page->dirty_end = page->dirty + xdp->frame_sz;
	page->clean = 0;
	page->clean_end = 0;
	host_xdp.seen = *xdp;
	host_xdp.runs++;
	return prog->run(xdp);
}

static inline void bpf_prog_put(struct bpf_prog *prog)
{
	if (--prog->refs < 0)
		host_net_wrong("a program is put that nobody holds");
}

#define bpf_warn_invalid_xdp_action(dev, prog, verdict) \
	((void)(dev), (void)(prog), (void)(verdict), host_xdp.invalid++)
#define trace_xdp_exception(dev, prog, verdict) \
	((void)(dev), (void)(prog), host_xdp.act = (verdict), host_xdp.exceptions++)
#define xdp_set_features_flag(dev, flags) ((dev)->xdp_features = (flags))

/* redirects: the other device holds the page until a case gives it back */
static inline int xdp_do_redirect(struct net_device *dev, struct xdp_buff *xdp,
				  struct bpf_prog *prog)
{
	host_needs_rcu("a packet is redirected without RCU");
	if (host_xdp.redirect_error)
		return host_xdp.redirect_error;
	host_xdp.redirects[host_xdp.num_redirects++] = (struct host_redirect) {
		host_page_of(xdp->data), xdp->data, xdp->data_end - xdp->data,
	};
	host_xdp.unflushed++;
	return 0;
}

static inline void xdp_do_flush(void)
{
	host_needs_rcu("redirects are flushed without RCU");
	host_xdp.flushes++;
	host_xdp.unflushed = 0;
}

static inline void __maybe_unused host_return_redirects(void)
{
	while (host_xdp.num_redirects)
		host_page_put(host_xdp.redirects[--host_xdp.num_redirects].page);
}

/* frames of other devices; not in pages of a pool that is known here */
static inline struct xdp_frame *__maybe_unused host_frame(u32 bytes)
{
	struct xdp_frame *frame = calloc(1, sizeof(*frame));

	frame->data = calloc(1, bytes);
	frame->len = bytes;
	host_xdp.frames++;
	return frame;
}

#define xdp_frame_has_frags(frame) ((frame)->frags)
static inline void xdp_return_frame(struct xdp_frame *frame)
{
	host_no_hard_irq("a frame is given back in hard-IRQ context");
	free(frame->data);
	free(frame);
	host_xdp.frames--;
}

/* Only who polls the queue that the frame came from may do so. */
static inline void __maybe_unused xdp_return_frame_rx_napi(struct xdp_frame *frame)
{
	host_net_wrong("a frame is given to another NAPI's cache of pages");
	xdp_return_frame(frame);
}

#endif /* _MANA_KUNIT_XDP_H */
