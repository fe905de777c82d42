/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _MANA_ETH_CMD_H
#define _MANA_ETH_CMD_H

#include <mana/gdma_wire.h>

/* Versions of a request and of the newest answer it understands. */
static inline void mana_eth_versions(struct gdma_req_hdr *hdr, u16 req,
				     u16 resp)
{
	hdr->req.msg_version = cpu_to_le16(req);
	hdr->resp.msg_version = cpu_to_le16(resp);
}

#endif /* _MANA_ETH_CMD_H */
