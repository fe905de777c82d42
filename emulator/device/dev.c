// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The function as a whole: configuration, BAR0, work, resets.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "internal.h"

/* time to notice that the device is gone */
#define GONE_NS 100000000u

void emu_config_default(struct emu_config *cfg)
{
	*cfg = (struct emu_config){
		.device_id = EMU_ID_VF,
		.firmware = EMU_FW_NEW,
		.num_ports = 2,
		.adapter_mtu = 9014,
		.max_queues = 16,
		.indir_entries = 64,
		.msix = 65,
		.bar_size = 1u << 19,
		.db_page_size = 4096,
		.max_num_cqs = 4096,
		.max_eqs = 1024,
		.hwc_timeout_ms = HWC_TIMEOUT_MS,
		.link_speed_mbps = 200000,
		.pf_caps = 8,
		.vport_offset = 2,
		.mac_base = { 0x00, 0x22, 0x48, 0x10, 0x20, 0x00 },
		.strict_sa = true,
		.arm_on_create = true,
		.hwc_depth = 1,
		.first_cq = 1,
		.rx_offset_unit = WQE_UNIT,
		.rx_patience_ms = 100,
	};
}

static bool pow2(uint64_t v)
{
	return v && !(v & (v - 1));
}

/* What the function says of itself. */
static const char *identity_check(const struct emu_config *cfg)
{
	if (cfg->device_id != EMU_ID_VF && cfg->device_id != EMU_ID_PF &&
	    cfg->device_id != EMU_ID_PF2)
		return "PCI device id: 0x00ba, 0x00b9 or 0x00c1";
	if (cfg->firmware >= EMU_FIRMWARES)
		return "firmware: old, middle or new";
	if (!cfg->max_eqs || cfg->max_eqs > MAX_EQS)
		return "EQs: 1 to 1024";
	if (cfg->instance > 0xffff)
		return "instance of the Ethernet device: 0 to 65535";
	if (!cfg->hwc_timeout_ms || cfg->hwc_timeout_ms > 0xffffff)
		return "time-out of the hardware channel: 1 to 16777215 ms";
	if ((cfg->mac_base[0] & 1) || !memcmp(cfg->mac_base, "\0\0\0\0\0", 6))
		return "MAC: a unicast address, not all zero";
	if (cfg->vport_offset + cfg->num_ports > EMU_MAX_VPORT_OFFSET + 1)
		return "vPort offset: offset plus ports at most 4096";
	if (!cfg->hwc_depth || cfg->hwc_depth > EMU_MAX_HWC_DEPTH)
		return "depth of the hardware channel: 1 to 32";
	if (!cfg->rx_offset_unit || cfg->rx_offset_unit > PAGE)
		return "unit of buffer offsets: 1 to 4096 bytes";
	return NULL;
}

const char *emu_config_check(const struct emu_config *asked)
{
	struct emu_config applied = *asked;
	const struct emu_config *cfg = &applied;

	emu_traits_apply(&applied);
	if (!cfg->num_ports || cfg->num_ports > EMU_MAX_PORTS)
		return "ports: 1 to 256";
	if (cfg->adapter_mtu < 82 || cfg->adapter_mtu > 65535)
		return "frame size: 82 to 65535 bytes";
	if (!cfg->max_queues || cfg->max_queues > 64)
		return "queues of a port: 1 to 64";
	if (!pow2(cfg->indir_entries) || cfg->indir_entries > 256)
		return "RSS table: a power of two, at most 256";
	if (cfg->msix < 1 || cfg->msix > 2048)
		return "MSI-X vectors: 1 to 2048";
	if (!pow2(cfg->bar_size) || cfg->bar_size < 2 * DB_ZONE_AT ||
	    cfg->bar_size > EMU_MAX_BAR)
		return "BAR0: a power of two from 128 KiB to 1 GiB";
	/* the register has 16 bits, a doorbell 8 bytes */
	if (cfg->db_page_size % 8 || cfg->db_page_size < 4096 ||
	    cfg->db_page_size > 65528)
		return "doorbell page: a multiple of 8 from 4096 to 65528 bytes";
	if ((cfg->bar_size - DB_ZONE_AT) / cfg->db_page_size <= REG_DB_PAGE)
		return "doorbell page: BAR0 has no room for six of that size behind 64 KiB";
	/* a CQ id has 24 bits */
	if (!cfg->first_cq || cfg->max_num_cqs > 1u << 24 ||
	    cfg->max_num_cqs < 63 + cfg->first_cq)
		return "CQ ids: 64 to 16777216, and 63 above the smallest";
	return identity_check(cfg);
}

struct mana_dev *mana_dev_new(const struct emu_config *cfg,
			      const struct emu_host_ops *host_ops, void *host,
			      const struct emu_net_ops *net_ops, void *net)
{
	struct mana_dev *dev = calloc(1, sizeof(*dev));

	if (!dev)
		return NULL;
	dev->asked = *cfg;
	dev->cfg = *cfg;
	emu_traits_apply(&dev->cfg);
	cfg = &dev->cfg;
	dev->host_ops = host_ops;
	dev->host = host;
	dev->net_ops = net_ops;
	dev->net = net;
	dev->client_ops = &emu_eth_client;
	dev->next_eq = 33;
	dev->next_cq = cfg->first_cq + CQ_START;
	dev->next_sq = 0x423;
	dev->next_rq = 0x423;
	dev->hwc.resp.test_eq = HWC_EQ_NONE;
	dev->at_reset = json_array();
	dev->cqs = calloc(cfg->max_num_cqs, sizeof(struct emu_cq *));
	dev->faults = fault_new();
	if (dev->cqs && dev->at_reset && dev->faults)
		dev->client = dev->client_ops->init(dev);
	if (!dev->client) {
		free(dev->cqs);
		fault_free(dev->faults);
		json_decref(dev->at_reset);
		free(dev);
		return NULL;
	}
	return dev;
}

void mana_dev_free(struct mana_dev *dev)
{
	if (!dev)
		return;
	hwc_teardown(dev);
	dev->client_ops->free(dev->client);
	fault_free(dev->faults);
	json_decref(dev->at_reset);
	free(dev->cqs);
	free(dev);
}

/* ---- BAR0 ---- */

/*
 * What the registers read as; their number. The first PF has a map of its own
 * whose last part is relative to the SR-IOV registers (gdma 2.2).
 */
static uint64_t reg_map(const struct mana_dev *dev, uint8_t map[PF_MAP_SIZE])
{
	memset(map, 0, PF_MAP_SIZE);
	if (dev->cfg.device_id == EMU_ID_PF) {
		put64(map + PF_REG_DB_OFFSET, DB_ZONE_AT);
		put32(map + PF_REG_DB_PAGE_SIZE, dev->cfg.db_page_size);
		put64(map + PF_REG_SRIOV, PF_SRIOV_AT);
		put64(map + PF_SRIOV_AT + PF_SRIOV_SMC, SMC_AT - PF_SRIOV_AT);
		return PF_MAP_SIZE;
	}
	map[0] = 1;			/* micro */
	map[3] = 1;			/* major */
	put64(map + REG_DB_OFFSET, DB_ZONE_AT);
	put16(map + REG_DB_PAGE_SIZE, (uint16_t)dev->cfg.db_page_size);
	put64(map + REG_SMC_OFFSET, SMC_AT);
	if (!(dev->cfg.traits & EMU_TRAIT_NO_SMC_SIZE))
		put16(map + REG_SMC_SIZE, SMC_SIZE);
	return REG_MAP_SIZE;
}

static bool within(uint64_t off, size_t len, uint64_t start, uint64_t size)
{
	return off >= start && off - start <= size && len <= size - (off - start);
}

void mana_dev_bar_read(struct mana_dev *dev, uint64_t off, void *buf,
		       size_t len)
{
	uint8_t map[PF_MAP_SIZE];

	memset(buf, 0xff, len);
	if (fault_gone(dev)) {
		if (!dev->gone_ns)
			dev->gone_ns = emu_now_ns(dev);
		return;
	}
	if (within(off, len, 0, reg_map(dev, map))) {
		if ((len & (len - 1)) || len > 8 || off % len)
			emu_violation(dev, 1, "read of %zu bytes at 0x%llx", len,
				      (unsigned long long)off);
		memcpy(buf, map + off, len);
		trace_mmio(dev, false, off, buf, len);
	} else if (within(off, len, SMC_AT, SMC_SIZE)) {
		memcpy(buf, dev->smc + (off - SMC_AT), len);
		if (off - SMC_AT + len > SMC_HEADER)
			smc_polled(dev);
	} else {
		emu_violation(dev, 3, "read of %zu bytes at 0x%llx", len,
			      (unsigned long long)off);
	}
	fault_read(dev, off, buf, len);
}

bool mana_dev_present(const struct mana_dev *dev)
{
	return !fault_gone(dev);
}

/* who has read all ones leaves the device alone soon. */
static void check_leave(struct mana_dev *dev, uint64_t off)
{
	if (dev->gone_ns && emu_now_ns(dev) - dev->gone_ns > GONE_NS)
		emu_violation(dev, 15, "write at 0x%llx to a device that is gone",
			      (unsigned long long)off);
}

void mana_dev_bar_write(struct mana_dev *dev, uint64_t off, const void *buf,
			size_t len)
{
	uint8_t map[PF_MAP_SIZE];

	if (fault_gone(dev)) {
		check_leave(dev, off);
		return;
	}
	dev->gone_ns = 0;
	if (within(off, len, SMC_AT, SMC_SIZE)) {
		smc_write(dev, (uint32_t)(off - SMC_AT), buf, len);
		return;
	}
	if (within(off, len, DB_ZONE_AT, dev->cfg.bar_size - DB_ZONE_AT)) {
		doorbell(dev, off - DB_ZONE_AT, buf, len);
		return;
	}
	trace_mmio(dev, true, off, buf, len);
	if (within(off, len, 0, reg_map(dev, map)))
		emu_violation(dev, 2, "write of %zu bytes at 0x%llx", len,
			      (unsigned long long)off);
	else
		emu_violation(dev, 3, "write of %zu bytes at 0x%llx", len,
			      (unsigned long long)off);
}

/* ---- work and resets ---- */

bool mana_dev_work(struct mana_dev *dev, unsigned int budget)
{
	bool more = fault_work(dev);

	if (fault_gone(dev) || fault_paused(dev))
		return more;
	if (!dev->host_ops->bus_master(dev->host)) {
		if (dev->hwc.active && !dev->hwc.dead) {
			/* a driver that goes must DESTROY first */
			emu_violation(dev, 98, "bus master cleared with the channel up");
			dev->hwc.dead = true;
		}
		return false;
	}
	more |= hwc_work(dev, &budget);
	more |= dev->client_ops->work(dev->client, budget ? budget : 1);
	mod_work(dev);
	return more;
}

void mana_dev_reset(struct mana_dev *dev, enum emu_reset why)
{
	static const char *const names[] = { "power", "flr", "gone" };
	unsigned int live;
	json_t *objects = live_objects(dev, &live);

	trace_reset(dev, names[why]);
	dev->resets[why]++;
	if (dev->hwc.active)
		json_array_append_new(dev->at_reset,
				      json_pack("{s:s, s:O}", "reset", names[why],
						"live", objects));
	json_decref(objects);
	hwc_teardown(dev);
	dev->epoch++;
	memset(dev->smc, 0, sizeof(dev->smc));
	dev->smc_left = 0;
	fault_reset(dev);
}

uint64_t mana_dev_next_ns(struct mana_dev *dev)
{
	uint64_t next = fault_next_ns(dev);
	uint64_t client, events;

	/* as in mana_dev_work(): nothing else happens there either */
	if (fault_gone(dev) || fault_paused(dev) ||
	    !dev->host_ops->bus_master(dev->host))
		return next;
	client = dev->client_ops->next_ns(dev->client);
	events = mod_next_ns(dev);
	if (client < next)
		next = client;
	return events < next ? events : next;
}

void mana_dev_rx(struct mana_dev *dev, unsigned int port, const void *frame,
		 size_t len)
{
	if (port >= dev->cfg.num_ports)
		return;
	trace_frame(dev, false, port, frame, len);
	dev->client_ops->rx(dev->client, port, frame, len);
}

int mana_dev_set_link(struct mana_dev *dev, unsigned int port, bool up)
{
	if (port >= dev->cfg.num_ports)
		return -EINVAL;
	return dev->client_ops->set_link(dev->client, port, up);
}

int mana_dev_event(struct mana_dev *dev, unsigned int type, uint32_t data)
{
	if (type < EQE_FPGA_RECONFIG || type > EQE_RESET_REQUEST)
		return -EINVAL;
	if (!dev->hwc.active)
		return -ENOTCONN;
	emu_hwc_event(dev, (uint8_t)type, data);
	return 0;
}

/* ---- services for the client ---- */

const struct emu_config *emu_cfg(const struct mana_dev *dev)
{
	return &dev->cfg;
}

int emu_dma_read(struct mana_dev *dev, uint64_t iova, void *buf, size_t len)
{
	return dev->host_ops->dma_read(dev->host, iova, buf, len);
}

int emu_dma_write(struct mana_dev *dev, uint64_t iova, const void *buf,
		  size_t len)
{
	return dev->host_ops->dma_write(dev->host, iova, buf, len);
}

bool emu_dma_ok(struct mana_dev *dev, uint64_t iova, uint64_t len, bool write)
{
	return dev->host_ops->dma_ok(dev->host, iova, len, write);
}

uint64_t emu_now_ns(struct mana_dev *dev)
{
	return dev->host_ops->now_ns(dev->host);
}

void emu_net_tx(struct mana_dev *dev, unsigned int port, const void *frame,
		size_t len)
{
	trace_frame(dev, true, port, frame, len);
	dev->net_ops->tx(dev->net, port, frame, len);
}

/* splitmix64 of a counter: a bijection, so no value comes twice */
uint64_t emu_new_handle(struct mana_dev *dev)
{
	uint64_t z;

	do {
		z = (dev->handle_seq += 0x9e3779b97f4a7c15ull);
		z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
		z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
		z ^= z >> 31;
	} while (!z || z == UINT64_MAX);
	return z;
}
