// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The Ethernet commands of a VF (ethernet 1, device-behaviour 5.4). Messages
 * were copied once; the table at the end checks their lengths by version.
 */
#include "eth.h"

struct vport *port_find(struct eth *e, uint64_t handle)
{
	for (unsigned int i = 0; i < e->num_ports; i++)
		if (e->ports[i].handle == handle)
			return &e->ports[i];
	return NULL;
}

static uint32_t query_dev_config(struct eth *e, struct emu_request *rq)
{
	const struct emu_config *cfg = emu_cfg(e->dev);
	uint8_t *r = rq->resp;

	if (cfg->firmware == EMU_FW_NEW)
		put64(r + DEV_RESP_CAPS, DEV_CAP_CQE8);
	put16(r + DEV_RESP_VPORTS, (uint16_t)cfg->num_ports);
	put32(r + DEV_RESP_EQS, cfg->max_eqs);
	if (rq->resp_version >= 2)
		put16(r + DEV_RESP_MTU, (uint16_t)cfg->adapter_mtu);
	/* a PF driver asks a VF's questions of a host that is bare metal */
	if (rq->resp_version >= 3)
		r[DEV_RESP_HOSTMODE] = cfg->device_id != EMU_ID_VF;
	if (rq->resp_version >= 4)
		put32(r + DEV_RESP_SPEED, cfg->link_speed_mbps);
	return EMU_ST_OK;
}

static uint32_t query_vport(struct eth *e, struct emu_request *rq)
{
	const struct emu_config *cfg = emu_cfg(e->dev);
	uint32_t index = get32(rq->body + VPORT_REQ_INDEX);
	uint8_t *r = rq->resp;

	if (index >= e->num_ports)
		return EMU_ST_FAIL;
	put32(r + VPORT_RESP_SQS, cfg->max_queues);
	put32(r + VPORT_RESP_RQS, cfg->max_queues);
	put32(r + VPORT_RESP_INDIR, cfg->indir_entries);
	memcpy(r + VPORT_RESP_MAC, e->ports[index].mac, 6);
	put64(r + VPORT_RESP_HANDLE, e->ports[index].handle);
	return EMU_ST_OK;
}

static uint32_t config_vport_tx(struct eth *e, struct emu_request *rq)
{
	struct vport *vp = port_find(e, get64(rq->body + VTX_REQ_VPORT));
	uint32_t pdid = get32(rq->body + VTX_REQ_PDID);
	uint32_t page = get32(rq->body + VTX_REQ_DB_PAGE);
	uint32_t offset;

	/* the binding of live queues can't change under them */
	if (!vp || vp->num_objs)
		return EMU_ST_FAIL;
	if (pdid != emu_reg_pdid(e->dev) || page != emu_reg_db_page(e->dev)) {
		emu_violation(e->dev, 41, "vPort %u bound to PD 0x%x, page %u",
			      vp->index, pdid, page);
		return EMU_ST_FAIL;
	}
	vp->tx_configured = true;
	vp->db_page = page;
	offset = emu_cfg(e->dev)->vport_offset + vp->index;
	put16(rq->resp + VTX_RESP_OFFSET, (uint16_t)offset);
	rq->resp[VTX_RESP_SHORT_OK] = offset <= SHORT_OFFSET_MAX;
	return EMU_ST_OK;
}

static uint32_t query_link(struct eth *e, struct emu_request *rq)
{
	struct vport *vp = port_find(e, get64(rq->body + LINK_REQ_VPORT));
	uint32_t speed = emu_cfg(e->dev)->link_speed_mbps;

	if (!vp)
		return EMU_ST_FAIL;
	put32(rq->resp + LINK_RESP_QOS_SPEED, speed);
	put32(rq->resp + LINK_RESP_SPEED,
	      vp->clamp_mbps ? vp->clamp_mbps : speed);
	return EMU_ST_OK;
}

static uint32_t set_bw_clamp(struct eth *e, struct emu_request *rq)
{
	struct vport *vp = port_find(e, get64(rq->body + CLAMP_REQ_VPORT));
	uint32_t enable = get32(rq->body + CLAMP_REQ_ENABLE);
	uint32_t speed = get32(rq->body + CLAMP_REQ_SPEED);

	if (!vp)
		return EMU_ST_FAIL;
	switch (enable) {
	case TRI_UNKNOWN:
		return EMU_ST_OK;
	case TRI_FALSE:
		vp->clamp_mbps = 0;
		return EMU_ST_OK;
	case TRI_TRUE:
		if (!speed || speed > emu_cfg(e->dev)->link_speed_mbps)
			return EMU_ST_FAIL;
		vp->clamp_mbps = speed;
		vp->tx_free_ns = emu_now_ns(e->dev);
		return EMU_ST_OK;
	}
	return EMU_ST_FAIL;
}

/**
 * struct eth_cmd - a command the model knows
 * @code: message type
 * @req: smallest request of versions 1, 2 and 3 or newer
 * @resp: smallest response of versions 1 and 2 or newer
 * @ver: newest version of request and response that each firmware knows; 0: it
 *	does not know the command
 * @run: executes it
 */
struct eth_cmd {
	uint32_t code;
	uint16_t req[3];
	uint16_t resp[2];
	struct { uint8_t req, resp; } ver[EMU_FIRMWARES];
	uint32_t (*run)(struct eth *e, struct emu_request *rq);
};

#define EVER(size) { size, size, size }
#define ALWAYS_1 { { 1, 1 }, { 1, 1 }, { 1, 1 } }
#define NEW(resp) { { 0, 0 }, { 0, 0 }, { 1, resp } }

static const struct eth_cmd cmds[] = {
	{ ETH_QUERY_DEV_CONFIG, EVER(DEV_REQ), { DEV_RESP_V1, DEV_RESP },
	  { { 1, 1 }, { 1, 2 }, { 1, 4 } }, query_dev_config },
	{ ETH_QUERY_GF_STAT, EVER(STAT_REQ), { GF_RESP_V1, GF_RESP },
	  { { 1, 1 }, { 1, 2 }, { 1, 2 } }, query_gf_stat },
	{ ETH_CONFIG_VPORT_TX, EVER(VTX_REQ), { VTX_RESP, VTX_RESP }, ALWAYS_1,
	  config_vport_tx },
	/* version 2 added one byte, version 3 the rest (ethernet 1.5) */
	{ ETH_CREATE_WQ_OBJ, { CWQ_REQ_V1, CWQ_REQ_V2, CWQ_REQ },
	  { CWQ_RESP_V1, CWQ_RESP }, { { 1, 1 }, { 1, 1 }, { 3, 2 } },
	  create_wq_obj },
	{ ETH_DESTROY_WQ_OBJ, EVER(DWQ_REQ), { ETH_RESP_HDR, ETH_RESP_HDR },
	  ALWAYS_1, destroy_wq_obj },
	{ ETH_FENCE_RQ, EVER(FENCE_REQ), { ETH_RESP_HDR, ETH_RESP_HDR },
	  ALWAYS_1, fence_rq },
	{ ETH_CONFIG_VPORT_RX, { VRX_REQ_V1, VRX_REQ, VRX_REQ },
	  { ETH_RESP_HDR, VRX_RESP }, { { 1, 1 }, { 2, 1 }, { 5, 2 } },
	  config_vport_rx },
	{ ETH_QUERY_VPORT, EVER(VPORT_REQ), { VPORT_RESP, VPORT_RESP },
	  ALWAYS_1, query_vport },
	{ ETH_QUERY_LINK, EVER(LINK_REQ), { LINK_RESP, LINK_RESP }, NEW(2),
	  query_link },
	{ ETH_SET_BW_CLAMP, EVER(CLAMP_REQ), { CLAMP_RESP, CLAMP_RESP }, NEW(1),
	  set_bw_clamp },
	{ ETH_QUERY_PHY_STAT, EVER(STAT_REQ), { PHY_RESP, PHY_RESP }, NEW(1),
	  query_phy_stat },
};

static const struct eth_cmd *cmd_find(uint32_t code)
{
	for (size_t i = 0; i < sizeof(cmds) / sizeof(cmds[0]); i++)
		if (cmds[i].code == code)
			return &cmds[i];
	return NULL;
}

static unsigned int column(uint16_t version, unsigned int columns)
{
	if (!version)
		return 0;
	return version < columns ? version - 1u : columns - 1;
}

static uint16_t lower(uint16_t a, uint16_t b)
{
	return a < b ? a : b;
}

uint32_t eth_request(void *client, struct emu_request *rq)
{
	const struct eth_cmd *c = cmd_find(rq->type);
	struct eth *e = client;
	enum emu_firmware fw = emu_cfg(e->dev)->firmware;
	unsigned int req, resp;

	if (!c || !c->ver[fw].req) {
		emu_violation(e->dev, 28, "unknown command 0x%x", rq->type);
		return EMU_ST_UNSUPPORTED;
	}
	if (rq->type != ETH_QUERY_DEV_CONFIG && !emu_registered(e->dev))
		emu_violation(e->dev, 27, "command 0x%x before REGISTER",
			      rq->type);
	/* what is newer than the firmware is not looked at (ethernet 0.2) */
	rq->known_version = lower(rq->req_version, c->ver[fw].req);
	rq->resp_version = lower(rq->resp_version, c->ver[fw].resp);
	rq->resp_ver = rq->resp_version;
	req = c->req[column(rq->known_version, 3)];
	resp = c->resp[column(rq->resp_version, 2)];
	if (rq->len < req || rq->resp_cap < resp) {
		emu_violation(e->dev, 19, "command 0x%x: %zu bytes of %u, answer %zu of %u",
			      rq->type, rq->len, req, rq->resp_cap, resp);
		return EMU_ST_FAIL;
	}
	rq->resp_known = resp;
	return c->run(e, rq);
}
