// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * GDMA requests (gdma 12, device-behaviour 5.3). Each takes a message that was
 * copied once and whose length the table below has checked.
 */
#include <stdio.h>

#include "internal.h"

uint32_t dev_mana(const struct mana_dev *dev)
{
	return DEV_MANA | dev->cfg.instance << 16;
}

bool dev_is_pf(const struct mana_dev *dev)
{
	return dev->cfg.device_id != EMU_ID_VF;
}

uint64_t dev_pf_caps(const struct mana_dev *dev)
{
	static const uint64_t known[EMU_FIRMWARES] = {
		[EMU_FW_MIDDLE] = PF_CAP_HWC_TIMEOUT, [EMU_FW_NEW] = UINT64_MAX
	};

	return dev->cfg.pf_caps & known[dev->cfg.firmware];
}

static uint32_t verify(struct mana_dev *dev, struct emu_request *rq)
{
	const uint8_t *b = rq->body;
	uint64_t min = get64(b + VERIFY_REQ_MIN);
	uint64_t max = get64(b + VERIFY_REQ_MAX);

	for (unsigned int i = 0; i < 4; i++)
		if (!memchr(b + VERIFY_REQ_STRINGS + VERIFY_STRING * i, 0,
			    VERIFY_STRING))
			emu_violation(dev, 26, "VERIFY string %u has no end", i + 1);
	if (min > max || min > 1 || max < 1) {
		emu_violation(dev, 26, "VERIFY protocol %llu to %llu",
			      (unsigned long long)min, (unsigned long long)max);
		return EMU_ST_FAIL;
	}
	dev->hwc.verified = true;
	dev->drv_caps = get64(b + VERIFY_REQ_CAPS);
	put64(rq->resp + VERIFY_RESP_VERSION, 1);
	put64(rq->resp + VERIFY_RESP_CAPS, dev_pf_caps(dev));
	rq->resp_len = VERIFY_RESP;
	return EMU_ST_OK;
}

static uint32_t max_resources(struct mana_dev *dev, struct emu_request *rq)
{
	uint32_t queues = dev->cfg.max_queues * dev->cfg.num_ports;
	uint8_t *r = rq->resp;

	put32(r + MAX_RESP_SQ, queues);
	put32(r + MAX_RESP_RQ, queues);
	put32(r + MAX_RESP_CQ, dev->cfg.max_num_cqs - 1);
	put32(r + MAX_RESP_EQ, dev->cfg.max_eqs);
	put32(r + MAX_RESP_DB, (uint32_t)((dev->cfg.bar_size - DB_ZONE_AT) /
					  dev->cfg.db_page_size));
	put32(r + MAX_RESP_MST, 1024);
	put32(r + MAX_RESP_MSIX, dev->cfg.msix);
	rq->resp_len = MAX_RESP;
	return EMU_ST_OK;
}

static uint32_t list_devices(struct mana_dev *dev, struct emu_request *rq)
{
	bool holes = dev->cfg.list_holes &&
		     (dev->drv_caps & DRV_CAP_LIST_HOLES);
	uint8_t *list = rq->resp + LIST_RESP_DEVS;

	put32(rq->resp + LIST_RESP_NUM, 2);
	/* what stands in a hole is not counted (gdma 12.4) */
	put32(holes ? list + 4 : list, DEV_HWC);
	put32(holes ? list + LIST_LAST : list + 4, dev_mana(dev));
	rq->resp_len = LIST_RESP;
	return EMU_ST_OK;
}

static uint32_t register_device(struct mana_dev *dev, struct emu_request *rq)
{
	uint32_t id = get32(rq->body + REQ_HDR_DEV);

	if (id != dev_mana(dev) || dev->registered) {
		emu_violation(dev, 27, "REGISTER of 0x%08x%s", id,
			      dev->registered ? " again" : "");
		return EMU_ST_FAIL;
	}
	dev->registered = true;
	put32(rq->resp + REG_RESP_PDID, REG_PDID);
	put32(rq->resp + REG_RESP_MKEY, REG_MKEY);
	put32(rq->resp + REG_RESP_DB, REG_DB_PAGE);
	rq->resp_len = REG_RESP;
	return EMU_ST_OK;
}

static uint32_t deregister_device(struct mana_dev *dev, struct emu_request *rq)
{
	unsigned int live = dev->client_ops->live_count(dev->client);
	uint32_t id = get32(rq->body + REQ_HDR_DEV);

	if (id != dev_mana(dev) || !dev->registered || live) {
		emu_violation(dev, 27, "DEREGISTER of 0x%08x, %sregistered, %u objects",
			      id, dev->registered ? "" : "not ", live);
		return EMU_ST_FAIL;
	}
	dev->registered = false;
	return EMU_ST_OK;
}

static uint32_t test_eqe(struct mana_dev *dev, struct emu_request *rq)
{
	uint32_t id = get32(rq->body + EQE_REQ_QUEUE);

	if (!eq_find(dev, id))
		return EMU_ST_FAIL;
	dev->hwc.resp.test_eq = id;
	return EMU_ST_OK;
}

static uint32_t reset_eqe(struct mana_dev *dev, struct emu_request *rq)
{
	struct emu_eq *eq = eq_find(dev, get32(rq->body + EQE_REQ_QUEUE));
	uint32_t data = get32(rq->body + EQE_REQ_DATA);

	if (!eq)
		return EMU_ST_FAIL;
	if (eq == dev->hwc.eq)
		emu_hwc_event(dev, EQE_RESET_REQUEST, data);
	else
		eq_post(dev, eq, EQE_RESET_REQUEST, data);
	return EMU_ST_OK;
}

static unsigned int eqs_live(const struct mana_dev *dev)
{
	unsigned int n = 0;

	for (const struct emu_eq *eq = dev->eqs; eq; eq = eq->next)
		n += eq != dev->hwc.eq;
	return n;
}

static uint32_t create_queue(struct mana_dev *dev, struct emu_request *rq)
{
	const uint8_t *b = rq->body;
	uint32_t size = get32(b + CREATE_QUEUE_SIZE);
	uint32_t msix = get32(b + CREATE_QUEUE_MSIX);
	uint32_t pdid = get32(b + CREATE_QUEUE_PDID);
	uint32_t page = get32(b + CREATE_QUEUE_DB);
	struct region *r;
	struct emu_eq *eq;
	uint32_t st;

	if (get32(b + CREATE_QUEUE_TYPE) != QUEUE_EQ)
		return EMU_ST_FAIL;
	if (size < PAGE || (size & (size - 1))) {
		emu_violation(dev, 37, "EQ of %u bytes", size);
		return EMU_ST_FAIL;
	}
	if (dev->cfg.max_ring && size > dev->cfg.max_ring)
		return EMU_ST_FAIL;
	if (msix >= dev->cfg.msix) {
		emu_violation(dev, 39, "EQ on vector %u of %u", msix,
			      dev->cfg.msix);
		return EMU_ST_FAIL;
	}
	if (eqs_live(dev) >= dev->cfg.max_eqs) {
		emu_violation(dev, 41, "more than %u EQs", dev->cfg.max_eqs);
		return EMU_ST_FAIL;
	}
	if (msix == dev->hwc.eq->msix)
		emu_lint(dev, 39, "EQ shares vector %u with the channel", msix);
	if (pdid != REG_PDID || page != REG_DB_PAGE)
		emu_violation(dev, 52, "EQ with PD 0x%x and doorbell page %u",
			      pdid, page);
	st = region_check_queue(dev, get64(b + CREATE_QUEUE_REGION), size, &r);
	if (st)
		return st;
	eq = eq_new(dev, region_take(dev, r), size, msix, REG_DB_PAGE, 38);
	if (!eq)
		return EMU_ST_FAIL;
	put32(rq->resp + CREATE_QUEUE_ID, eq->id);
	rq->resp_len = CREATE_QUEUE_RESP;
	return EMU_ST_OK;
}

static uint32_t disable_queue(struct mana_dev *dev, struct emu_request *rq)
{
	struct emu_eq *eq = eq_find(dev, get32(rq->body + DISABLE_QUEUE_ID));
	uint32_t st;

	if (get32(rq->body + DISABLE_QUEUE_TYPE) != QUEUE_EQ || !eq ||
	    eq == dev->hwc.eq)
		return EMU_ST_FAIL;
	if (eq->num_cqs) {
		emu_violation(dev, 45, "EQ %u disabled with %u CQs", eq->id,
			      eq->num_cqs);
		return EMU_ST_FAIL;
	}
	st = emu_refuse(dev, EMU_TRAIT_REFUSE_EQ, 0);
	eq_free(dev, eq);
	emu_refuse_end(dev);
	return st;
}

static uint32_t change_msix(struct mana_dev *dev, struct emu_request *rq)
{
	struct emu_eq *eq = eq_find(dev, get32(rq->body + EQE_REQ_QUEUE));
	uint32_t msix = get32(rq->body + EQE_REQ_DATA);

	if (!eq || msix >= dev->cfg.msix)
		return EMU_ST_FAIL;
	eq->msix = msix;
	return EMU_ST_OK;
}

static uint32_t hwc_timeout(struct mana_dev *dev, struct emu_request *rq)
{
	if (!(dev_pf_caps(dev) & PF_CAP_HWC_TIMEOUT))
		return EMU_ST_UNSUPPORTED;
	dev->hwc.agreed_ms = dev->cfg.hwc_timeout_ms;
	put32(rq->resp + TIMEOUT_RESP_MS, dev->cfg.hwc_timeout_ms);
	rq->resp_len = TIMEOUT_RESP;
	return EMU_ST_OK;
}

/** struct gdma_cmd - a request the model knows */
struct gdma_cmd {
	uint32_t code;
	uint32_t min_len;
	uint32_t (*run)(struct mana_dev *dev, struct emu_request *rq);
};

static const struct gdma_cmd cmds[] = {
	{ RQ_VERIFY, VERIFY_REQ, verify },
	{ RQ_MAX_RESOURCES, REQ_HDR, max_resources },
	{ RQ_LIST_DEVICES, REQ_HDR, list_devices },
	{ RQ_REGISTER, REQ_HDR, register_device },
	{ RQ_DEREGISTER, REQ_HDR, deregister_device },
	{ RQ_TEST_EQE, TEST_EQE_REQ, test_eqe },
	{ RQ_RESET_EQE, RESET_EQE_REQ, reset_eqe },
	{ RQ_CREATE_QUEUE, CREATE_QUEUE_REQ, create_queue },
	{ RQ_DISABLE_QUEUE, DISABLE_QUEUE_REQ, disable_queue },
	{ RQ_CREATE_REGION, REGION_REQ, region_create },
	{ RQ_ADD_PAGES, ADD_PAGES_REQ, region_add },
	{ RQ_DESTROY_REGION, DESTROY_REGION_REQ, region_destroy },
	{ RQ_CHANGE_MSIX, CHANGE_MSIX_REQ, change_msix },
	{ RQ_HWC_TIMEOUT, TIMEOUT_REQ, hwc_timeout },
};

uint32_t gdma_request(struct mana_dev *dev, struct emu_request *rq)
{
	for (size_t i = 0; i < sizeof(cmds) / sizeof(cmds[0]); i++) {
		if (cmds[i].code != rq->type)
			continue;
		if (rq->len < cmds[i].min_len) {
			emu_violation(dev, 19, "request %u of %zu bytes, needs %u",
				      rq->type, rq->len, cmds[i].min_len);
			return EMU_ST_FAIL;
		}
		return cmds[i].run(dev, rq);
	}
	emu_violation(dev, 28, "unknown request %u", rq->type);
	return EMU_ST_UNSUPPORTED;
}

bool emu_registered(const struct mana_dev *dev)
{
	return dev->registered;
}

uint32_t emu_reg_pdid(const struct mana_dev *dev)
{
	(void)dev;
	return REG_PDID;
}

uint32_t emu_reg_mkey(const struct mana_dev *dev)
{
	(void)dev;
	return REG_MKEY;
}

uint32_t emu_reg_db_page(const struct mana_dev *dev)
{
	(void)dev;
	return REG_DB_PAGE;
}
