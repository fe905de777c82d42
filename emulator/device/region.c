// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * DMA regions: page lists that back queues (gdma 12.8, R-31 to R-37).
 */
#include <stdlib.h>

#include "internal.h"

static struct region *region_find(struct mana_dev *dev, uint64_t handle)
{
	struct region *r = dev->regions;

	while (r && r->handle != handle)
		r = r->next;
	return r;
}

static void region_unlink(struct mana_dev *dev, struct region *r)
{
	struct region **at = &dev->regions;

	while (*at != r)
		at = &(*at)->next;
	*at = r->next;
}

static bool page_listed(const struct region *r, uint64_t page)
{
	for (uint32_t i = 0; i < r->have; i++)
		if (r->pages[i] == page)
			return true;
	return false;
}

/* Append @n addresses of the message; 0 or a status. */
static uint32_t pages_append(struct mana_dev *dev, struct region *r,
			     const uint8_t *list, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		uint64_t page = get64(list + 8 * i);

		if (!page || page % PAGE || page_listed(r, page) ||
		    !emu_dma_ok(dev, page, PAGE, true)) {
			emu_violation(dev, 31, "region page 0x%llx",
				      (unsigned long long)page);
			return EMU_ST_FAIL;
		}
		r->pages[r->have++] = page;
	}
	return r->have == r->page_count ? EMU_ST_OK : EMU_ST_MORE;
}

/* Pages of all that the driver made; the channel's do not count. */
static uint32_t pages_held(const struct mana_dev *dev)
{
	uint32_t n = 0;

	for (const struct region *r = dev->regions; r; r = r->next)
		n += r->page_count;
	for (const struct emu_eq *eq = dev->eqs; eq; eq = eq->next)
		n += eq == dev->hwc.eq ? 0 : eq->ring.bytes / PAGE;
	for (const struct emu_wq *wq = dev->wqs; wq; wq = wq->next)
		n += wq->hwc ? 0 : (wq->ring.bytes + wq->cq->ring.bytes) / PAGE;
	return n;
}

uint32_t region_create(struct mana_dev *dev, struct emu_request *rq)
{
	const uint8_t *b = rq->body;
	uint64_t length = get64(b + REGION_LENGTH), want;
	uint32_t offset = get32(b + REGION_OFFSET);
	uint32_t type = get32(b + REGION_PAGE_TYPE);
	uint32_t count = get32(b + REGION_PAGE_COUNT);
	uint32_t n = get32(b + REGION_LIST_LEN);
	struct region *r;
	uint32_t st;

	want = (offset + length + PAGE - 1) / PAGE;
	if (!length || length > UINT32_MAX || offset >= PAGE || type ||
	    want != count) {
		emu_violation(dev, 32, "region of %llu bytes, offset %u, page type %u, %u pages",
			      (unsigned long long)length, offset, type, count);
		return EMU_ST_FAIL;
	}
	if (!n || n > count || n > (rq->len - REGION_REQ) / 8) {
		emu_violation(dev, 33, "region list of %u pages of %u, message of %zu bytes",
			      n, count, rq->len);
		return EMU_ST_FAIL;
	}
	if (dev->cfg.page_budget && count > dev->cfg.page_budget - pages_held(dev))
		return EMU_ST_FAIL;
	r = calloc(1, sizeof(*r));
	if (!r)
		return EMU_ST_FAIL;
	r->pages = calloc(count, sizeof(*r->pages));
	r->length = length;
	r->page_count = count;
	st = r->pages ? pages_append(dev, r, b + REGION_REQ, n) : EMU_ST_FAIL;
	if (st == EMU_ST_FAIL) {
		free(r->pages);
		free(r);
		return st;
	}
	r->handle = emu_new_handle(dev);
	r->next = dev->regions;
	dev->regions = r;
	put64(rq->resp + REGION_HANDLE, r->handle);
	rq->resp_len = REGION_RESP;
	return st;
}

uint32_t region_add(struct mana_dev *dev, struct emu_request *rq)
{
	struct region *r = region_find(dev, get64(rq->body + ADD_PAGES_HANDLE));
	uint32_t n = get32(rq->body + ADD_PAGES_LIST_LEN);

	if (!r || !n || n > (rq->len - ADD_PAGES_REQ) / 8 ||
	    n > r->page_count - r->have) {
		emu_violation(dev, 33, "%u more pages for %s region", n,
			      r ? "that" : "no");
		return EMU_ST_FAIL;
	}
	return pages_append(dev, r, rq->body + ADD_PAGES_REQ, n);
}

static void region_free(struct region *r)
{
	free(r->pages);
	free(r);
}

uint32_t region_destroy(struct mana_dev *dev, struct emu_request *rq)
{
	uint64_t handle = get64(rq->body + DESTROY_REGION_HANDLE);
	struct region *r = region_find(dev, handle);
	struct ring memory;
	uint32_t st;

	if (!r && emu_was_refused(dev, handle))
		return EMU_ST_FAIL;
	if (!r) {
		emu_violation(dev, 35, "destroy of region 0x%llx: consumed, destroyed or never made",
			      (unsigned long long)handle);
		return EMU_ST_FAIL;
	}
	st = emu_refuse(dev, EMU_TRAIT_REFUSE_REGION, handle);
	memory = (struct ring){ .pages = r->pages, .bytes = r->have * PAGE };
	usage_ring(dev, &memory, 0, false);
	emu_refuse_end(dev);
	region_unlink(dev, r);
	region_free(r);
	return st;
}

/* no page of the region may be in use already. */
static void check_overlap(struct mana_dev *dev, const struct region *r)
{
	for (uint32_t i = 0; i < r->have; i++) {
		const struct usage *u = usage_find(dev, r->pages[i], PAGE);

		if (u && !usage_refused(dev, u, "new queue"))
			emu_violation(dev, 36, "new queue in a %s of queue %u",
				      u->kind == USE_RING ? "ring" :
				      "posted buffer", u->id);
	}
}

uint32_t region_check_queue(struct mana_dev *dev, uint64_t handle,
			    uint32_t size, struct region **out)
{
	struct region *r = region_find(dev, handle);

	if (!r) {
		emu_violation(dev, 35, "queue on region 0x%llx that is not there",
			      (unsigned long long)handle);
		return EMU_ST_FAIL;
	}
	if (r->have != r->page_count) {
		emu_violation(dev, 34, "queue on a region with %u of %u pages",
			      r->have, r->page_count);
		return EMU_ST_FAIL;
	}
	if (r->length != size) {
		emu_violation(dev, 37, "queue of %u bytes on a region of %llu",
			      size, (unsigned long long)r->length);
		return EMU_ST_FAIL;
	}
	check_overlap(dev, r);
	*out = r;
	return EMU_ST_OK;
}

uint64_t *region_take(struct mana_dev *dev, struct region *r)
{
	uint64_t *pages = r->pages;

	region_unlink(dev, r);
	free(r);
	return pages;
}

void regions_free(struct mana_dev *dev)
{
	while (dev->regions) {
		struct region *r = dev->regions;

		dev->regions = r->next;
		region_free(r);
	}
}

unsigned int regions_live(const struct mana_dev *dev)
{
	unsigned int n = 0;

	for (const struct region *r = dev->regions; r; r = r->next)
		n++;
	return n;
}
