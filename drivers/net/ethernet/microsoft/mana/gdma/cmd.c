// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Typed GDMA commands. Each checks its answer once.
 */
#include <linux/mm.h>
#include <linux/overflow.h>
#include <linux/slab.h>
#include <linux/utsname.h>

#include "priv.h"

#define MANA_DRV_CAPS	(GDMA_DRV_CAP_EQ_SHARING | \
			 GDMA_DRV_CAP_NAPI_WKDONE_FIX | \
			 GDMA_DRV_CAP_HWC_TIMEOUT | \
			 GDMA_DRV_CAP_INDIR_TABLE | \
			 GDMA_DRV_CAP_LINK_AWARE | \
			 GDMA_DRV_CAP_DEV_LIST_HOLES | \
			 GDMA_DRV_CAP_SELF_RESET | \
			 GDMA_DRV_CAP_RECONFIG_EVENT | \
			 GDMA_DRV_CAP_STALLED_SQ | \
			 GDMA_DRV_CAP_SKB_LINEARIZE | \
			 GDMA_DRV_CAP_PROBE_RECOVERY | \
			 GDMA_DRV_CAP_HWC_RECOVERY | \
			 GDMA_DRV_CAP_MODERATION | \
			 GDMA_DRV_CAP_SCATTERED_RINGS)

/* A bare header both ways. */
static int mana_cmd_bare(struct mana_gdma *gd, u32 code, __le32 dev_id)
{
	struct gdma_resp_hdr resp;
	struct gdma_req_hdr req;

	mana_hwc_init_req(gd, &req, code, sizeof(req), sizeof(resp));
	req.dev_id = dev_id;
	return mana_hwc_send(gd, &req, &resp);
}

static void mana_cmd_fill_os(struct gdma_verify_req *req)
{
	const struct new_utsname *os = init_utsname();
	unsigned int version[3] = {};
	int i;

	/* Whatever follows the numbers is not asked for. */
	if (sscanf(os->release, "%u.%u.%u", &version[0], &version[1],
		   &version[2]) < 1)
		version[0] = 0;
	req->os_type = cpu_to_le32(GDMA_OS_LINUX);
	for (i = 0; i < ARRAY_SIZE(version); i++)
		req->os_ver[i] = cpu_to_le32(version[i]);
	strscpy(req->os_str[0], os->sysname, sizeof(req->os_str[0]));
	strscpy(req->os_str[1], os->release, sizeof(req->os_str[1]));
	strscpy(req->os_str[2], os->version, sizeof(req->os_str[2]));
}

/**
 * mana_cmd_verify - agree on protocol and capabilities
 * @gd: device; its info gets the device's capabilities
 *
 * Return: 0; -EPROTO for another protocol; else as mana_hwc_send().
 */
int mana_cmd_verify(struct mana_gdma *gd)
{
	struct gdma_verify_resp resp;
	struct gdma_verify_req *req;
	int err;

	req = kzalloc(sizeof(*req), GFP_KERNEL);
	if (!req)
		return -ENOMEM;
	mana_hwc_init_req(gd, &req->hdr, GDMA_VERIFY_VERSION, sizeof(*req),
			  sizeof(resp));
	req->protocol_min = cpu_to_le64(GDMA_PROTOCOL_VERSION);
	req->protocol_max = cpu_to_le64(GDMA_PROTOCOL_VERSION);
	req->drv_caps[0] = cpu_to_le64(MANA_DRV_CAPS);
	mana_cmd_fill_os(req);
	err = mana_hwc_send(gd, &req->hdr, &resp.hdr);
	kfree(req);
	if (err)
		return err;
	if (le64_to_cpu(resp.protocol) != GDMA_PROTOCOL_VERSION) {
		dev_err(gd->info.dev, "the device speaks protocol %llu\n",
			le64_to_cpu(resp.protocol));
		return -EPROTO;
	}
	gd->info.pf_caps = le64_to_cpu(resp.pf_caps[0]);
	return 0;
}

/**
 * mana_cmd_negotiate_timeout - ask how long answers may take
 * @gd: device
 *
 * Return: 0, also when the device does not offer it; else as mana_hwc_send().
 */
int mana_cmd_negotiate_timeout(struct mana_gdma *gd)
{
	struct gdma_hwc_timeout_resp resp;
	struct gdma_hwc_timeout_req req;
	int err;

	if (!(gd->info.pf_caps & GDMA_PF_CAP_HWC_TIMEOUT))
		return 0;
	mana_hwc_init_req(gd, &req.hdr, GDMA_QUERY_HWC_TIMEOUT, sizeof(req),
			  sizeof(resp));
	req.timeout_ms = cpu_to_le32(mana_hwc_timeout(gd));
	req.reserved = 0;
	err = mana_hwc_send(gd, &req.hdr, &resp.hdr);
	if (!err)
		mana_hwc_set_timeout(gd, le32_to_cpu(resp.timeout_ms));
	/* Offered, but not there after all: the default holds. */
	return err == -EOPNOTSUPP ? 0 : err;
}

/**
 * mana_cmd_list_devices - find the Ethernet device
 * @gd: device; gets the id as listed
 *
 * All slots are looked at: there may be holes, and the count is not trusted.
 *
 * Return: 0; -ENODEV when there is none; else as mana_hwc_send().
 */
int mana_cmd_list_devices(struct mana_gdma *gd)
{
	struct gdma_list_devices_resp *resp;
	struct gdma_req_hdr req;
	int err, i;

	resp = kzalloc(sizeof(*resp), GFP_KERNEL);
	if (!resp)
		return -ENOMEM;
	mana_hwc_init_req(gd, &req, GDMA_LIST_DEVICES, sizeof(req),
			  sizeof(*resp));
	err = mana_hwc_send(gd, &req, &resp->hdr);
	if (err)
		goto free_resp;
	err = -ENODEV;
	for (i = 0; i < GDMA_LIST_MAX_DEVICES; i++) {
		if (le16_to_cpu(resp->devs[i].type) != GDMA_DEV_ETH)
			continue;
		memcpy(&gd->info.eth_dev_id, &resp->devs[i],
		       sizeof(gd->info.eth_dev_id));
		err = 0;
		break;
	}
	if (err)
		dev_err(gd->info.dev, "no Ethernet device is listed\n");
free_resp:
	kfree(resp);
	return err;
}

/**
 * mana_cmd_max_resources - ask for the limits of the function
 * @gd: device; its limits are filled in, vectors clamped to what it has
 *
 * Return: 0; -ENOSPC when something needed is not granted; else as
 * mana_hwc_send().
 */
int mana_cmd_max_resources(struct mana_gdma *gd)
{
	struct mana_gdma_info *info = &gd->info;
	struct gdma_max_resources_resp resp;
	struct gdma_req_hdr req;
	u32 vectors;
	int err;

	mana_hwc_init_req(gd, &req, GDMA_QUERY_MAX_RESOURCES, sizeof(req),
			  sizeof(resp));
	err = mana_hwc_send(gd, &req, &resp.hdr);
	if (err)
		return err;
	info->max_sq = le32_to_cpu(resp.max_sq);
	info->max_rq = le32_to_cpu(resp.max_rq);
	info->max_cq = le32_to_cpu(resp.max_cq);
	info->max_eq = le32_to_cpu(resp.max_eq);
	vectors = min(le32_to_cpu(resp.max_msix), gd->num_vectors);
	if (!info->max_sq || !info->max_rq || !info->max_cq ||
	    !info->max_eq || vectors < 2) {
		dev_err(gd->info.dev,
			"the device grants too little: SQ %u RQ %u CQ %u EQ %u MSI-X %u\n",
			info->max_sq, info->max_rq, info->max_cq,
			info->max_eq, le32_to_cpu(resp.max_msix));
		return -ENOSPC;
	}
	info->data_vectors = vectors - 1;
	return 0;
}

/**
 * mana_gdma_register - REGISTER_DEVICE of the Ethernet device
 * @gd: started device
 *
 * Return: 0; -EPROTO when its doorbell page lies outside of BAR0; else as
 * mana_hwc_send().
 */
int mana_gdma_register(struct mana_gdma *gd)
{
	struct gdma_register_resp resp;
	struct gdma_req_hdr req;
	int err;

	mana_hwc_init_req(gd, &req, GDMA_REGISTER_DEVICE, sizeof(req),
			  sizeof(resp));
	req.dev_id = gd->info.eth_dev_id;
	err = mana_hwc_send(gd, &req, &resp.hdr);
	if (err)
		return err;
	gd->registered = true;
	gd->info.pdid = le32_to_cpu(resp.pdid);
	gd->info.mkey = le32_to_cpu(resp.gpa_mkey);
	gd->info.db_page = le32_to_cpu(resp.db_id);
	if (!mana_regs_db_page(gd, gd->info.db_page)) {
		dev_err(gd->info.dev, "doorbell page %u is not in BAR0\n",
			gd->info.db_page);
		mana_gdma_deregister(gd);
		return -EPROTO;
	}
	return 0;
}

/**
 * mana_gdma_deregister - DEREGISTER_DEVICE; idempotent
 * @gd: device without queues
 */
void mana_gdma_deregister(struct mana_gdma *gd)
{
	if (!gd->registered)
		return;
	gd->registered = false;
	mana_cmd_bare(gd, GDMA_DEREGISTER_DEVICE, gd->info.eth_dev_id);
}

/**
 * mana_cmd_test_eqe - ask for a test event
 * @gd: device
 * @dev_id: owner of the queue, wire order
 * @eq_id: event queue
 *
 * Return: as mana_hwc_send().
 */
int mana_cmd_test_eqe(struct mana_gdma *gd, __le32 dev_id, u32 eq_id)
{
	struct gdma_test_eqe_req req;
	struct gdma_resp_hdr resp;

	mana_hwc_init_req(gd, &req.hdr, GDMA_GENERATE_TEST_EQE, sizeof(req),
			  sizeof(resp));
	req.hdr.dev_id = dev_id;
	req.eq_id = cpu_to_le32(eq_id);
	return mana_hwc_send(gd, &req.hdr, &resp);
}

/**
 * mana_cmd_create_eq - create an event queue
 * @gd: registered device
 * @mem: its memory; the region is consumed on success
 * @msix: vector
 * @id: its id
 *
 * Return: 0; -EPROTO for an impossible id; else as mana_hwc_send().
 */
int mana_cmd_create_eq(struct mana_gdma *gd, struct mana_qmem *mem, u32 msix,
		       u32 *id)
{
	struct gdma_create_queue_resp resp;
	struct gdma_create_queue_req req;
	int err;

	memset(&req, 0, sizeof(req));
	mana_hwc_init_req(gd, &req.hdr, GDMA_CREATE_QUEUE, sizeof(req),
			  sizeof(resp));
	req.hdr.dev_id = gd->info.eth_dev_id;
	req.type = cpu_to_le32(GDMA_QUEUE_EQ);
	req.pdid = cpu_to_le32(gd->info.pdid);
	req.doorbell_id = cpu_to_le32(gd->info.db_page);
	req.region = cpu_to_le64(mem->region);
	req.queue_bytes = cpu_to_le32(mem->bytes);
	/* What every driver that is known asks for. */
	req.log2_throttle = cpu_to_le32(3);
	req.msix = cpu_to_le32(msix);
	err = mana_hwc_send(gd, &req.hdr, &resp.hdr);
	if (!err && !mana_hwc_answer_has(&resp.hdr, 0, sizeof(resp)))
		err = -EBADMSG;
	if (mana_hwc_unsure(err))
		mem->unsure = true;
	if (err)
		return err;
	mem->region = GDMA_NO_REGION;
	*id = le32_to_cpu(resp.queue_id);
	if (*id > GDMA_EQ_ID_MAX) {
		dev_err(gd->info.dev, "impossible EQ id %#x\n", *id);
		mana_cmd_disable_eq(gd, mem, *id);
		return -EPROTO;
	}
	return 0;
}

/**
 * mana_cmd_disable_eq - destroy an event queue
 * @gd: device
 * @mem: its memory
 * @id: event queue
 *
 * When it fails, the device may go on to write to the queue's memory.
 */
void mana_cmd_disable_eq(struct mana_gdma *gd, struct mana_qmem *mem, u32 id)
{
	struct gdma_disable_queue_req req;
	struct gdma_resp_hdr resp;

	mana_hwc_init_req(gd, &req.hdr, GDMA_DISABLE_QUEUE, sizeof(req),
			  sizeof(resp));
	req.hdr.dev_id = gd->info.eth_dev_id;
	req.type = cpu_to_le32(GDMA_QUEUE_EQ);
	req.queue_id = cpu_to_le32(id);
	req.alloc_res_id_on_creation = cpu_to_le32(1);
	if (mana_hwc_send(gd, &req.hdr, &resp))
		mem->unsure = true;
}

/* Bus address of a byte of a ring. */
static dma_addr_t mana_cmd_address(const struct mana_qmem *mem, u32 at)
{
	const struct mana_ring_pieces *pieces = &mem->pieces;

	if (!pieces->piece)
		return mem->dma + at;
	return pieces->piece[at >> pieces->shift].dma +
	       (at & (BIT(pieces->shift) - 1));
}

/**
 * mana_cmd_create_region - make a DMA region of a ring's memory
 * @gd: device
 * @mem: memory without region; gets the handle
 *
 * Return: 0; -EINVAL for more pages than fit into a message; -EPROTO when the
 * device wants more pages or gives no handle; else as mana_hwc_send().
 */
int mana_cmd_create_region(struct mana_gdma *gd, struct mana_qmem *mem)
{
	u32 i, pages = mem->bytes >> GDMA_PAGE_SHIFT;
	struct gdma_create_region_resp resp;
	struct gdma_create_region_req *req;
	size_t bytes = struct_size(req, pages, pages);
	int err;

	if (pages > GDMA_REGION_MAX_PAGES)
		return -EINVAL;
	req = kzalloc(bytes, GFP_KERNEL);
	if (!req)
		return -ENOMEM;
	mana_hwc_init_req(gd, &req->hdr, GDMA_CREATE_DMA_REGION, bytes,
			  sizeof(resp));
	req->length = cpu_to_le64(mem->bytes);
	req->page_count = cpu_to_le32(pages);
	req->list_len = cpu_to_le32(pages);
	for (i = 0; i < pages; i++)
		req->pages[i] = cpu_to_le64(mana_cmd_address(mem, i <<
							     GDMA_PAGE_SHIFT));
	err = mana_hwc_send(gd, &req->hdr, &resp.hdr);
	kfree(req);
	if (!err && !mana_hwc_answer_has(&resp.hdr, 0, sizeof(resp)))
		err = -EBADMSG;
	if (mana_hwc_unsure(err))
		mem->unsure = true;
	if (err)
		return err;
	mem->region = le64_to_cpu(resp.handle);
	if (le32_to_cpu(resp.hdr.status) != GDMA_STATUS_OK) {
		mana_cmd_destroy_region(gd, mem);
		return -EPROTO;
	}
	/* A region without a handle can never be destroyed. */
	if (mem->region == GDMA_NO_REGION) {
		mem->unsure = true;
		return -EPROTO;
	}
	return 0;
}

/**
 * mana_cmd_destroy_region - give up a region that no queue took; idempotent
 * @gd: device
 * @mem: memory
 *
 * When it fails, the device may still believe that the memory is its own.
 */
void mana_cmd_destroy_region(struct mana_gdma *gd, struct mana_qmem *mem)
{
	struct gdma_destroy_region_req req;
	struct gdma_resp_hdr resp;

	if (mem->region == GDMA_NO_REGION)
		return;
	mana_hwc_init_req(gd, &req.hdr, GDMA_DESTROY_DMA_REGION, sizeof(req),
			  sizeof(resp));
	req.handle = cpu_to_le64(mem->region);
	mem->region = GDMA_NO_REGION;
	if (mana_hwc_send(gd, &req.hdr, &resp))
		mem->unsure = true;
}
