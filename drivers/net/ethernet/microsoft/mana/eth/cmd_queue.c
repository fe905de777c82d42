// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 3: commands that set up a port's queues and steer packets to them.
 */
#include <linux/slab.h>

#include <mana/eth.h>

#include "cmd.h"

/**
 * mana_eth_config_vport_tx - bind the send side of a port
 * @gd: the device
 * @vport: handle
 * @tx_offset: filled in: goes into the OOB of each packet
 *
 * Before any queue of the port is created.
 *
 * Return: 0, or an error of mana_hwc_send(); -EPROTO: more than 12 bits.
 */
int mana_eth_config_vport_tx(struct mana_gdma *gd, u64 vport, u16 *tx_offset)
{
	struct mana_vport_tx_req req = {
		.vport = cpu_to_le64(vport),
		.pdid = cpu_to_le32(mana_gdma_info(gd)->pdid),
		.db_page = cpu_to_le32(mana_gdma_info(gd)->db_page),
	};
	struct mana_vport_tx_resp resp;
	int err;

	mana_hwc_init_req(gd, &req.hdr, MANA_CONFIG_VPORT_TX, sizeof(req),
			  sizeof(resp));
	mana_eth_versions(&req.hdr, 1, 1);
	err = mana_hwc_send(gd, &req.hdr, &resp.hdr);
	if (err)
		return err;
	*tx_offset = le16_to_cpu(resp.tx_vport_offset);
	return *tx_offset <= MANA_VPORT_OFFSET_MAX ? 0 : -EPROTO;
}

/*
 * The device may use both rings although nothing tells it to stop: their memory
 * is not given back before the device was stopped.
 */
static void mana_eth_lose_rings(struct mana_wq *wq, struct mana_cq *cq)
{
	wq->mem.unsure = true;
	cq->mem.unsure = true;
}

/*
 * The object exists on the device: its regions are gone, whatever else the
 * answer says. An object without a handle can never be destroyed.
 */
static int mana_eth_take_created(struct mana_gdma *gd, struct mana_wq *wq,
				 struct mana_cq *cq,
				 const struct mana_create_wq_resp *resp,
				 u64 *handle)
{
	wq->mem.region = GDMA_NO_REGION;
	cq->mem.region = GDMA_NO_REGION;
	wq->id = le32_to_cpu(resp->wq_id);
	cq->id = le32_to_cpu(resp->cq_id);
	*handle = le64_to_cpu(resp->handle);
	if (*handle == MANA_NO_HANDLE) {
		mana_gdma_report_fault(gd, MANA_FAULT_HWC_PROTOCOL);
		return -EBADMSG;
	}
	if (wq->id > GDMA_QUEUE_ID_MAX ||
	    cq->id >= mana_gdma_info(gd)->max_cq_id)
		return -EPROTO;
	return 0;
}

/* An object that cannot be used: off the device with it. */
static int mana_eth_undo_create(struct mana_gdma *gd, const struct mana_wq *wq,
				const struct mana_cq *cq, u64 *handle, int err)
{
	dev_err(mana_gdma_info(gd)->dev,
		"the device made %s %u with CQ %u: refused\n",
		wq->is_sq ? "SQ" : "RQ", wq->id, cq->id);
	if (*handle != MANA_NO_HANDLE &&
	    mana_eth_destroy_wq(gd, wq->is_sq, *handle))
		err = -EBADMSG;
	*handle = MANA_NO_HANDLE;
	return err;
}

/* Both rings as the device sees them, or neither. */
static int mana_eth_create_regions(struct mana_gdma *gd, struct mana_wq *wq,
				   struct mana_cq *cq)
{
	int err = mana_cmd_create_region(gd, &wq->mem);

	if (err)
		return err;
	err = mana_cmd_create_region(gd, &cq->mem);
	if (err)
		mana_cmd_destroy_region(gd, &wq->mem);
	return err;
}

/**
 * mana_eth_create_wq - create a work queue and its completion queue
 * @gd: the device
 * @vport: handle
 * @wq: work queue; gets its id
 * @cq: completion queue; gets its id
 * @eq: hears of completions
 * @mod: how long events wait, from the first one on
 * @handle: gets the object's handle; MANA_NO_HANDLE when there is none
 *
 * The regions of both are made here and consumed on success: so no more than
 * two at a time belong to no queue.
 *
 * Return: 0, or an error of mana_hwc_send(); -EPROTO: refused, or ids out of
 * range and the object was destroyed again. After an error for which
 * mana_hwc_unsure() holds the object may exist; the memory of both rings is then
 * kept until the device was stopped.
 */
int mana_eth_create_wq(struct mana_gdma *gd, u64 vport, struct mana_wq *wq,
		       struct mana_cq *cq, const struct mana_eq *eq,
		       const struct mana_eth_moderation *mod, u64 *handle)
{
	struct mana_create_wq_req req = {
		.vport = cpu_to_le64(vport),
		.wq_type = cpu_to_le32(wq->is_sq ? GDMA_QUEUE_SQ :
						   GDMA_QUEUE_RQ),
		.wq_bytes = cpu_to_le32(wq->mem.bytes),
		.cq_bytes = cpu_to_le32(cq->mem.bytes),
		.cq_parent_eq = cpu_to_le32(mana_eq_id(eq)),
		.req_cq_moderation = 1,
		.cq_mod_comps = cpu_to_le16(mod->comps),
		.cq_mod_usecs = cpu_to_le16(mod->usecs),
	};
	struct mana_create_wq_resp resp;
	int err;

	*handle = MANA_NO_HANDLE;
	err = mana_eth_create_regions(gd, wq, cq);
	if (err)
		return err;
	mana_hwc_init_req(gd, &req.hdr, MANA_CREATE_WQ_OBJ, sizeof(req),
			  sizeof(resp));
	mana_eth_versions(&req.hdr, 3, 2);
	req.wq_region = cpu_to_le64(wq->mem.region);
	req.cq_region = cpu_to_le64(cq->mem.region);
	err = mana_hwc_send(gd, &req.hdr, &resp.hdr);
	if (!err && !mana_hwc_answer_has(&resp.hdr, 0,
					 offsetofend(typeof(resp), handle)))
		err = -EBADMSG;
	if (err) {
		mana_cmd_destroy_region(gd, &cq->mem);
		mana_cmd_destroy_region(gd, &wq->mem);
	} else {
		err = mana_eth_take_created(gd, wq, cq, &resp, handle);
		if (err)
			err = mana_eth_undo_create(gd, wq, cq, handle, err);
	}
	if (mana_hwc_unsure(err))
		mana_eth_lose_rings(wq, cq);
	return err;
}

/**
 * mana_eth_destroy_wq - destroy a work queue and its completion queue
 * @gd: the device
 * @is_sq: which kind
 * @handle: of the object
 *
 * An RQ must have been out of the steering and fenced.
 *
 * Return: 0: the device no longer touches their memory; or an error of
 * mana_hwc_send().
 */
int mana_eth_destroy_wq(struct mana_gdma *gd, bool is_sq, u64 handle)
{
	struct mana_destroy_wq_req req = {
		.wq_type = cpu_to_le32(is_sq ? GDMA_QUEUE_SQ : GDMA_QUEUE_RQ),
		.handle = cpu_to_le64(handle),
	};
	struct gdma_resp_hdr resp;

	mana_hwc_init_req(gd, &req.hdr, MANA_DESTROY_WQ_OBJ, sizeof(req),
			  sizeof(resp));
	mana_eth_versions(&req.hdr, 1, 1);
	return mana_hwc_send(gd, &req.hdr, &resp);
}

/**
 * mana_eth_fence_rq - have a fence completion put behind all packets so far
 * @gd: the device
 * @handle: of the RQ object
 *
 * Return: 0: the completion will come; or an error of mana_hwc_send().
 */
int mana_eth_fence_rq(struct mana_gdma *gd, u64 handle)
{
	struct mana_fence_rq_req req = { .handle = cpu_to_le64(handle) };
	struct gdma_resp_hdr resp;

	mana_hwc_init_req(gd, &req.hdr, MANA_FENCE_RQ, sizeof(req),
			  sizeof(resp));
	mana_eth_versions(&req.hdr, 1, 1);
	return mana_hwc_send(gd, &req.hdr, &resp);
}

static void mana_eth_fill_steering(struct mana_vport_rx_req *req,
				   const struct mana_eth_steering *steer)
{
	u32 i;

	req->vport = cpu_to_le64(steer->vport);
	req->num_indir = cpu_to_le16(steer->num_indir);
	req->indir_offset = cpu_to_le16(sizeof(*req));
	req->rx_enable = cpu_to_le32(steer->rx);
	req->rss_enable = cpu_to_le32(steer->rss);
	req->update_default = steer->update_default;
	req->update_key = steer->update_key;
	req->update_indir = steer->update_indir;
	req->default_rq = cpu_to_le64(steer->default_rq);
	if (steer->update_key)
		memcpy(req->key, steer->key, MANA_RSS_KEY_BYTES);
	req->hash_types = cpu_to_le16(MANA_HASH_DEFAULT);
	/* Both stay 0 in a request that stops delivery. */
	req->cqe4 = steer->rx && steer->cqe_coalescing >= 4;
	req->cqe8 = steer->rx && steer->cqe_coalescing >= 8;
	/* A table that is not to be taken is sent as zeros. */
	for (i = 0; steer->update_indir && i < steer->num_indir; i++)
		req->indir[i] = cpu_to_le64(steer->indir[i]);
}

/**
 * mana_eth_config_rx - steer received packets
 * @gd: the device
 * @steer: what is to change
 *
 * Return: 0, or an error of mana_hwc_send(); -ENOMEM. Nothing has changed after
 * an error, unless mana_hwc_unsure() holds for it.
 */
int mana_eth_config_rx(struct mana_gdma *gd,
		       const struct mana_eth_steering *steer)
{
	struct mana_vport_rx_resp resp;
	struct mana_vport_rx_req *req;
	size_t bytes;
	int err;

	bytes = struct_size(req, indir, steer->num_indir);
	req = kzalloc(bytes, GFP_KERNEL);
	if (!req)
		return -ENOMEM;
	mana_hwc_init_req(gd, &req->hdr, MANA_CONFIG_VPORT_RX, bytes,
			  sizeof(resp));
	mana_eth_versions(&req->hdr, 5, 2);
	mana_eth_fill_steering(req, steer);
	err = mana_hwc_send(gd, &req->hdr, &resp.hdr);
	kfree(req);
	return err;
}
