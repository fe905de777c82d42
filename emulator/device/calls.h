/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the files of the GDMA half call of each other. @dev is the model
 * everywhere.
 */
#ifndef EMU_CALLS_H
#define EMU_CALLS_H

/* ---- ids.c ---- */

/**
 * id_new() - a number for a new queue
 * @dev: model
 * @kind: space it is of
 *
 * Return: the number, or 0 when every one is taken.
 */
uint32_t id_new(struct mana_dev *dev, enum id_kind kind);

/**
 * id_bury() - remember that a queue is gone
 * @dev: model
 * @kind: space of @id
 * @id: its number
 */
void id_bury(struct mana_dev *dev, enum id_kind kind, uint32_t id);

/**
 * id_unknown() - record a doorbell for a queue that is not there
 * @dev: model
 * @kind: space of @id
 * @id: number that was rung: R-53 never given out, R-59 destroyed, R-97
 *	destroyed before the last reset
 */
void id_unknown(struct mana_dev *dev, enum id_kind kind, uint32_t id);

/* ---- usage.c ---- */

/**
 * usage_find() - what uses guest memory
 * @dev: model
 * @start: first byte
 * @len: bytes
 *
 * Return: a use that shares a byte with the range, or NULL.
 */
const struct usage *usage_find(struct mana_dev *dev, uint64_t start,
			       uint64_t len);

/**
 * usage_refused() - memory in use is put to another use
 * @dev: model
 * @u: use it has
 * @what: use it gets
 *
 * Return: true when it is memory whose release was refused; that was told.
 */
bool usage_refused(struct mana_dev *dev, const struct usage *u,
		   const char *what);

/**
 * usage_ring() - a ring's pages come into use, or go
 * @dev: model
 * @r: ring
 * @id: its queue
 * @adding: come
 */
void usage_ring(struct mana_dev *dev, const struct ring *r, uint32_t id,
		bool adding);

/**
 * usage_buffers() - buffers of published receive entries come, or go
 * @dev: model
 * @wq: RQ
 * @from: first byte of the entries, free-running
 * @to: behind the last
 * @adding: come; what they collide with is recorded
 */
void usage_buffers(struct mana_dev *dev, const struct emu_wq *wq,
		   uint32_t from, uint32_t to, bool adding);

/**
 * usage_forget() - no buffer of an RQ is left
 * @dev: model
 * @rq: its id
 *
 * Entries whose doorbell cut one in two are not found again where they were
 * noted.
 */
void usage_forget(struct mana_dev *dev, uint32_t rq);

/**
 * usage_forget_refused() - what was refused is over
 * @dev: model
 */
void usage_forget_refused(struct mana_dev *dev);

/**
 * usage_lost() - the driver goes on: what it unmapped under the device is R-96
 * @dev: model
 */
void usage_lost(struct mana_dev *dev);

/* ---- queues.c ---- */

/**
 * ring_read() - copy out of a ring, page by page, over its end
 * @dev: model
 * @r: ring
 * @off: byte offset, taken modulo its size
 * @buf: filled
 * @len: bytes
 *
 * Return: 0, or -EFAULT when a page is not mapped any more.
 */
int ring_read(struct mana_dev *dev, const struct ring *r, uint32_t off,
	      void *buf, uint32_t len);

/**
 * ring_write() - copy into a ring
 * @dev: model
 * @r: ring
 * @off: byte offset, taken modulo its size
 * @buf: bytes
 * @len: their number
 *
 * Return: as ring_read().
 */
int ring_write(struct mana_dev *dev, const struct ring *r, uint32_t off,
	       const void *buf, uint32_t len);

/**
 * eq_new() - make an event queue, armed
 * @dev: model
 * @pages: its memory; taken over even when it fails
 * @bytes: their size
 * @msix: vector
 * @db_page: page that may ring it
 * @rule_zero: rule that wants zeroed memory, R-12 or R-38
 *
 * Return: the queue, or NULL when out of memory.
 */
struct emu_eq *eq_new(struct mana_dev *dev, uint64_t *pages, uint32_t bytes,
		      uint32_t msix, uint32_t db_page, unsigned int rule_zero);

/**
 * eq_free() - destroy an event queue
 * @dev: model
 * @eq: queue without CQs
 */
void eq_free(struct mana_dev *dev, struct emu_eq *eq);

/**
 * eq_find() - event queue of an id
 * @dev: model
 * @id: its number
 *
 * Return: the queue or NULL.
 */
struct emu_eq *eq_find(struct mana_dev *dev, uint32_t id);

/**
 * eq_post() - post an event, interrupt if armed
 * @dev: model
 * @eq: queue
 * @type: event (gdma 8)
 * @d0: first dword of its details
 */
void eq_post(struct mana_dev *dev, struct emu_eq *eq, uint8_t type,
	     uint32_t d0);

/**
 * eqe_write() - put an entry into an event queue
 * @dev: model
 * @eq: queue
 * @entry: 16 bytes; their owner bits count laps from the right one
 */
void eqe_write(struct mana_dev *dev, struct emu_eq *eq, const uint8_t *entry);

/**
 * cqe_write() - put an entry into a completion queue
 * @dev: model
 * @cq: queue
 * @entry: 64 bytes; their owner bits count laps from the right one
 */
void cqe_write(struct mana_dev *dev, struct emu_cq *cq, const uint8_t *entry);

/**
 * entry_owner() - set an entry's owner bits
 * @entry: entry; the bits in it are added to the lap
 * @size: its bytes
 * @lap: of the producer
 */
void entry_owner(uint8_t *entry, uint32_t size, uint32_t lap);

/**
 * eq_signal() - there is a new entry: interrupt, if armed
 * @dev: model
 * @eq: queue
 */
void eq_signal(struct mana_dev *dev, struct emu_eq *eq);

/**
 * cq_signal() - there is a new entry: event on the EQ, if armed and not held
 * @dev: model
 * @cq: queue
 */
void cq_signal(struct mana_dev *dev, struct emu_cq *cq);

/**
 * eq_notify() - interrupt; the queue is disarmed by it
 * @dev: model
 * @eq: queue
 */
void eq_notify(struct mana_dev *dev, struct emu_eq *eq);

/**
 * cq_notify() - event on the EQ; the queue is disarmed by it
 * @dev: model
 * @cq: queue
 */
void cq_notify(struct mana_dev *dev, struct emu_cq *cq);

/**
 * cq_new() - make a completion queue
 * @dev: model
 * @pages: its memory; taken over even when it fails
 * @bytes: their size
 * @eq: gets its events, NULL: none are made
 * @db_page: page that may ring it
 * @armed: from the start
 * @rule_zero: rule that wants zeroed memory
 *
 * Return: the queue, or NULL when out of memory or ids.
 */
struct emu_cq *cq_new(struct mana_dev *dev, uint64_t *pages, uint32_t bytes,
		      struct emu_eq *eq, uint32_t db_page, bool armed,
		      unsigned int rule_zero);

/**
 * cq_free() - destroy a completion queue
 * @dev: model
 * @cq: queue
 */
void cq_free(struct mana_dev *dev, struct emu_cq *cq);

/**
 * wq_new() - make a work queue
 * @dev: model
 * @kind: SQ or RQ
 * @pages: its memory; taken over even when it fails
 * @bytes: their size
 * @cq: gets its completions
 * @db_page: page that may ring it
 * @mkey: key that its SGEs carry
 *
 * Return: the queue, or NULL when out of memory.
 */
struct emu_wq *wq_new(struct mana_dev *dev, enum emu_wq_kind kind,
		      uint64_t *pages, uint32_t bytes, struct emu_cq *cq,
		      uint32_t db_page, uint32_t mkey);

/**
 * wq_free() - destroy a work queue, not its CQ
 * @dev: model
 * @wq: queue
 */
void wq_free(struct mana_dev *dev, struct emu_wq *wq);

/**
 * wq_find() - work queue of an id
 * @dev: model
 * @kind: SQ or RQ: spaces of their own
 * @id: its number
 *
 * Return: the queue or NULL.
 */
struct emu_wq *wq_find(struct mana_dev *dev, enum emu_wq_kind kind,
		       uint32_t id);

/**
 * wq_publish() - the driver has rung: take a copy of what is new
 * @dev: model
 * @wq: queue
 * @tail: bytes published so far, checked
 */
void wq_publish(struct mana_dev *dev, struct emu_wq *wq, uint32_t tail);

/* ---- doorbell.c ---- */

/**
 * doorbell() - a write into the doorbell zone
 * @dev: model
 * @zone_off: where in it
 * @buf: bytes
 * @len: their number
 */
void doorbell(struct mana_dev *dev, uint64_t zone_off, const void *buf,
	      size_t len);

/* ---- moderation.c ---- */

/**
 * mod_hold() - a completion came to an armed queue
 * @dev: model
 * @cq: queue
 *
 * Return: true when its event has to wait.
 */
bool mod_hold(struct mana_dev *dev, struct emu_cq *cq);

/**
 * mod_forget() - no event of this queue waits any more
 * @dev: model
 * @cq: queue
 */
void mod_forget(struct mana_dev *dev, struct emu_cq *cq);

/**
 * mod_work() - post the events that have waited long enough
 * @dev: model
 */
void mod_work(struct mana_dev *dev);

/**
 * mod_next_ns() - when the next of them will have
 * @dev: model
 *
 * Return: nanoseconds from now; UINT64_MAX: none waits.
 */
uint64_t mod_next_ns(struct mana_dev *dev);

/* ---- region.c ---- */

/* Requests 25 to 27, called from the table of request.c. */
uint32_t region_create(struct mana_dev *dev, struct emu_request *rq);
uint32_t region_add(struct mana_dev *dev, struct emu_request *rq);
uint32_t region_destroy(struct mana_dev *dev, struct emu_request *rq);

/**
 * region_check_queue() - can a region back a queue (R-34 to R-37)
 * @dev: model
 * @handle: of the region
 * @size: bytes of the queue
 * @out: the region
 *
 * Return: 0, or the status of the answer.
 */
uint32_t region_check_queue(struct mana_dev *dev, uint64_t handle,
			    uint32_t size, struct region **out);

/**
 * region_take() - consume a region
 * @dev: model
 * @r: region; gone afterwards
 *
 * Return: its page list, the caller's from now on.
 */
uint64_t *region_take(struct mana_dev *dev, struct region *r);

/**
 * regions_free() - forget all regions
 * @dev: model
 */
void regions_free(struct mana_dev *dev);

/**
 * regions_live() - how many there are
 * @dev: model
 *
 * Return: their number.
 */
unsigned int regions_live(const struct mana_dev *dev);

/* ---- smc.c ---- */

/**
 * smc_write() - a write into the shared-memory channel
 * @dev: model
 * @off: where in its 32 bytes
 * @buf: bytes
 * @len: their number
 */
void smc_write(struct mana_dev *dev, uint32_t off, const void *buf,
	       size_t len);

/**
 * smc_polled() - its header was read: R-100 wants a pause between two looks
 * @dev: model
 */
void smc_polled(struct mana_dev *dev);

/**
 * hwc_teardown() - the channel goes, and all that was made over it
 * @dev: model
 */
void hwc_teardown(struct mana_dev *dev);

/* ---- hwc.c ---- */

/**
 * hwc_establish() - ESTABLISH_HWC (hwc 3)
 * @dev: model
 * @smc: the message
 *
 * Return: status of the answer.
 */
uint32_t hwc_establish(struct mana_dev *dev, const uint8_t *smc);

/**
 * hwc_answer() - an answer goes on its way, when there is a place for it
 * @dev: model
 * @bytes: of it
 * @len: their number
 * @test_eq: EQ that gets a test event behind it, HWC_EQ_NONE: none
 */
void hwc_answer(struct mana_dev *dev, const uint8_t *bytes, size_t len,
		uint32_t test_eq);

/**
 * hwc_crowded() - the driver has rung for requests
 * @dev: model
 */
void hwc_crowded(struct mana_dev *dev);

/**
 * hwc_work() - execute requests, deliver answers
 * @dev: model
 * @budget: requests to execute at most; reduced
 *
 * Return: true when some are left.
 */
bool hwc_work(struct mana_dev *dev, unsigned int *budget);

/* ---- request.c ---- */

/**
 * dev_mana() - id of the Ethernet device (gdma 11.1)
 * @dev: model
 *
 * Return: type and instance.
 */
uint32_t dev_mana(const struct mana_dev *dev);

/**
 * dev_is_pf() - a function that a PF driver binds to
 * @dev: model
 *
 * Return: true for both PF ids.
 */
bool dev_is_pf(const struct mana_dev *dev);

/**
 * dev_pf_caps() - pf_cap_flags1 of this firmware
 * @dev: model
 *
 * Return: what the configuration says, without what the firmware cannot.
 */
uint64_t dev_pf_caps(const struct mana_dev *dev);

/**
 * gdma_request() - execute a GDMA request (gdma 12)
 * @dev: model
 * @rq: the request; its answer is filled
 *
 * Return: status of the answer. May set hwc.resp.test_eq.
 */
uint32_t gdma_request(struct mana_dev *dev, struct emu_request *rq);

/* ---- report.c ---- */

/**
 * live_objects() - what the driver made and did not destroy
 * @dev: model
 * @total: their number
 *
 * Return: a JSON object, a number for each kind.
 */
json_t *live_objects(struct mana_dev *dev, unsigned int *total);

#endif /* EMU_CALLS_H */
