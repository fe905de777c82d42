/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_NET_PAGE_POOL_HELPERS_H
#define _BP_NET_PAGE_POOL_HELPERS_H

#include <compat_config.h>
#ifdef BP_OLD_PP_HEADERS
#include <net/page_pool.h>
#else
#include_next <net/page_pool/helpers.h>
#endif
#include <linux/dma-mapping.h>
#include <linux/skbuff.h>

struct page;

/*
 * Parameters that this kernel does not know are accepted and dropped.
 * Lost: direct recycling from the NAPI context (napi), what netlink shows
 * (netdev, queue_idx).
 */
#ifdef BP_OLD_PP_PARAM_QUEUE_IDX
typedef struct page_pool_params bp_native_page_pool_params;

struct bp_page_pool_params {
	struct page_pool_params;
#ifdef BP_OLD_PP_PARAM_SYNC
	unsigned int max_len;
	unsigned int offset;
#endif
#ifdef BP_OLD_PP_PARAM_NAPI
	struct napi_struct *napi;
#endif
#ifdef BP_OLD_PP_PARAM_NETDEV
	struct net_device *netdev;
#endif
	unsigned int queue_idx;
};

#define page_pool_params bp_page_pool_params

/* A flag that newer pools do without: pages may be handed out in fragments. */
#if defined(BP_OLD_PP_ALLOC) && !defined(BP_OLD_PP_ALLOC_FRAG)
#define BP_PP_FLAGS PP_FLAG_PAGE_FRAG
#else
#define BP_PP_FLAGS 0
#endif

/* Unknown to the pool: bp_page_pool_taken() does it. */
#ifdef BP_OLD_PP_PARAM_SYNC
#define PP_FLAG_DMA_SYNC_DEV BIT(1)
#endif

static inline struct page_pool *
bp_page_pool_create(const struct bp_page_pool_params *params)
{
	bp_native_page_pool_params native =
		*(const bp_native_page_pool_params *)params;

#ifdef BP_OLD_PP_PARAM_SYNC
	/* Nobody could tell page_pool_dma_sync_for_cpu() of it. */
	if (params->offset)
		return ERR_PTR(-EINVAL);
	native.flags &= ~PP_FLAG_DMA_SYNC_DEV;
#endif
	native.flags |= BP_PP_FLAGS;
	return page_pool_create(&native);
}

#define page_pool_create(params) bp_page_pool_create(params)
#endif

#ifdef BP_OLD_PP_DMA_ADDR_CONST
static inline dma_addr_t bp_page_pool_get_dma_addr(const struct page *page)
{
	return page_pool_get_dma_addr((struct page *)page);
}

#define page_pool_get_dma_addr(page) bp_page_pool_get_dma_addr(page)
#endif

#ifdef BP_OLD_PP_SYNC_FOR_CPU
static inline void bp_page_pool_dma_sync_for_cpu(const struct page_pool *pool,
						 const struct page *page,
						 u32 offset, u32 size)
{
#ifndef BP_OLD_PP_PARAM_SYNC
	offset += pool->p.offset;
#endif
	dma_sync_single_range_for_cpu(pool->p.dev, page_pool_get_dma_addr(page),
				      offset, size, pool->p.dma_dir);
}

#define page_pool_dma_sync_for_cpu(pool, page, offset, size) \
	bp_page_pool_dma_sync_for_cpu(pool, page, offset, size)
#endif

/* Nothing is synced on the way back: bp_page_pool_taken() does all of it. */
#ifdef BP_OLD_PP_PUT_FULL
#define page_pool_put_full_page(pool, page, allow_direct) \
	page_pool_put_page(pool, page, allow_direct)
#endif

/*
 * Pages of an skb do not return to their pool here: each must leave it before
 * the stack gets it, or the pool can never be destroyed. A page has room to
 * remember its pool while the pool owns it: `private` is unused then, and zero
 * in pages of any other origin that can lie in a received skb.
 * Contract: mark an skb when all its fragments are in.
 * Lost: recycling; each packet costs an unmap and a free.
 */
#ifdef BP_OLD_PP_SKB_RECYCLE
#ifndef BP_OLD_PP_ALLOC
#error "this kernel's page pool is newer in one place and older in another"
#endif

static inline void bp_page_pool_disown(struct page *page)
{
	struct page_pool *pool = (struct page_pool *)page_private(page);

	if (!pool)
		return;
	set_page_private(page, 0);
	page_pool_release_page(pool, page);
}

static inline void bp_skb_mark_for_recycle(struct sk_buff *skb)
{
	const struct skb_shared_info *shinfo = skb_shinfo(skb);
	struct page *page;
	int i;

	if (skb->head_frag)
		bp_page_pool_disown(virt_to_head_page(skb->head));
	for (i = 0; i < shinfo->nr_frags; i++) {
		page = skb_frag_page(&shinfo->frags[i]);
		bp_page_pool_disown(compound_head(page));
	}
}

#define skb_mark_for_recycle(skb) bp_skb_mark_for_recycle(skb)
#endif

/*
 * A page on its way out of the pool, new or returned: the driver's next act is
 * to give it to the device.
 * Lost where the pool does not sync: the limits (max_len) and that a page is
 * spared which the CPU did not read.
 */
#if defined(BP_OLD_PP_SKB_RECYCLE) || defined(BP_OLD_PP_ALLOC_FRAG)
static inline struct page *bp_page_pool_taken(struct page_pool *pool,
					      struct page *page)
{
	if (unlikely(!page))
		return NULL;
#ifdef BP_OLD_PP_SKB_RECYCLE
	set_page_private(page, (unsigned long)pool);
#endif
#ifdef BP_OLD_PP_PARAM_SYNC
	if (pool->p.flags & PP_FLAG_DMA_MAP)
		dma_sync_single_for_device(pool->p.dev,
					   page_pool_get_dma_addr(page),
					   PAGE_SIZE << pool->p.order,
					   pool->p.dma_dir);
#endif
	return page;
}
#endif

/*
 * A part of a page, at least *size bytes. A pool of the older kind must cut all
 * of its pages; one that cannot cut any hands out whole pages and says so.
 * Lost: the rest of a page is not said to belong to its last part; without
 * fragments, the density.
 */
#ifdef BP_OLD_PP_ALLOC
static inline struct page *bp_page_pool_alloc(struct page_pool *pool,
					      unsigned int *offset,
					      unsigned int *size, gfp_t gfp)
{
#if defined(BP_OLD_PP_SKB_RECYCLE) || defined(BP_OLD_PP_ALLOC_FRAG)
	*offset = 0;
	*size = PAGE_SIZE << pool->p.order;
	return bp_page_pool_taken(pool, page_pool_alloc_pages(pool, gfp));
#else
	return page_pool_alloc_frag(pool, offset, *size, gfp);
#endif
}

#define page_pool_alloc(pool, offset, size, gfp) \
	bp_page_pool_alloc(pool, offset, size, gfp)
#endif

#endif /* _BP_NET_PAGE_POOL_HELPERS_H */
