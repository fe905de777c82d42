// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The requests of the client, one function each (vfio-user 2.2 to 9).
 */
#include <errno.h>
#include <jansson.h>
#include <string.h>

#include "internal.h"

enum {
	CMD_VERSION = 1,
	CMD_DMA_MAP = 2,
	CMD_DMA_UNMAP = 3,
	CMD_GET_INFO = 4,
	CMD_GET_REGION_INFO = 5,
	CMD_GET_IRQ_INFO = 7,
	CMD_SET_IRQS = 8,
	CMD_REGION_READ = 9,
	CMD_REGION_WRITE = 10,
	CMD_RESET = 13,
};

#define NUM_IRQ_INDEXES 5u
#define IRQ_MSIX 2u
#define IRQ_ERR 3u

#define INFO_RESET 1u
#define INFO_PCI 2u
#define REGION_READ_WRITE 3u
#define IRQ_EVENTFD 1u

static const char our_caps[] =
	"{\"capabilities\":{\"max_msg_fds\":16,\"max_data_xfer_size\":1048576,\"pgsizes\":4096,\"max_dma_maps\":65535}}";

/*
 * Read the client's capabilities. What it does not name has the protocol's
 * default, which is ours too. 0 or an errno.
 */
static int caps_parse(struct vfu *v, const char *text)
{
	json_t *root = json_loads(text, 0, NULL), *caps, *xfer;
	int err = EINVAL;

	caps = json_object_get(root, "capabilities");
	xfer = json_object_get(caps, "max_data_xfer_size");
	if (!json_is_object(root) || (caps && !json_is_object(caps)))
		goto done;
	if (xfer) {
		if (!json_is_integer(xfer) || json_integer_value(xfer) <= 0)
			goto done;
		if (json_integer_value(xfer) < VFU_MAX_XFER)
			v->max_xfer = (uint32_t)json_integer_value(xfer);
	}
	err = 0;
done:
	json_decref(root);
	return err;
}

/* The answer may not be longer than the request (vfio-user 3). */
static int do_version(struct vfu *v, size_t len)
{
	uint8_t ans[4 + sizeof(our_caps)] = { 0 };
	size_t ans_len = 4;
	uint16_t major;
	int err = 0;

	if (v->negotiated || len < 4)
		return vfu_reply(v, NULL, 0, EINVAL);
	memcpy(&major, v->msg, 2);
	if (major != 0)
		return vfu_reply(v, NULL, 0, ENOTSUP);
	if (len > 4)
		err = v->msg[len - 1] ? EINVAL :
		      caps_parse(v, (const char *)v->msg + 4);
	if (err)
		return vfu_reply(v, NULL, 0, err);
	v->negotiated = true;
	if (len >= sizeof(ans)) {
		memcpy(ans + 4, our_caps, sizeof(our_caps));
		ans_len = sizeof(ans);
	} else if (len >= 7) {
		memcpy(ans + 4, "{}", 3); /* the defaults */
		ans_len = 7;
	}
	return vfu_reply(v, ans, ans_len, 0);
}

static int do_dma_map(struct vfu *v, size_t len)
{
	struct { uint32_t argsz, flags; uint64_t offset, iova, size; } m;
	int fd = v->num_fds ? v->fds[0] : -1;

	if (len < sizeof(m))
		return vfu_reply(v, NULL, 0, EINVAL);
	memcpy(&m, v->msg, sizeof(m));
	return vfu_reply(v, NULL, 0, vfu_dma_map(&v->dma, m.flags, m.offset,
						 m.iova, m.size, fd));
}

static int do_dma_unmap(struct vfu *v, size_t len)
{
	struct { uint32_t argsz, flags; uint64_t iova, size; } m;

	if (len < sizeof(m))
		return vfu_reply(v, NULL, 0, EINVAL);
	memcpy(&m, v->msg, sizeof(m));
	if (v->ops->unmapped)
		v->ops->unmapped(v->dev, m.iova, m.size);
	return vfu_reply(v, &m, sizeof(m),
			 vfu_dma_unmap(&v->dma, m.flags, m.iova, m.size));
}

static int do_get_info(struct vfu *v, size_t len)
{
	uint32_t info[4] = { 16, INFO_RESET | INFO_PCI, VFU_NUM_REGIONS,
			     NUM_IRQ_INDEXES };

	return vfu_reply(v, info, sizeof(info),
			 len < sizeof(info) ? EINVAL : 0);
}

static uint64_t region_size(const struct vfu *v, uint32_t index)
{
	switch (index) {
	case VFU_REGION_BAR0:
		return v->cfg.bar0_size;
	case VFU_REGION_BAR4:
		return vfu_bar4_size(&v->cfg);
	case VFU_REGION_CONFIG:
		return VFU_CONFIG_SIZE;
	default:
		return 0;
	}
}

/* No BAR can be mapped: a store must reach us as a message (vfio-user 7). */
static int do_get_region_info(struct vfu *v, size_t len)
{
	struct {
		uint32_t argsz, flags, index, cap_offset;
		uint64_t size, offset;
	} r;

	if (len < sizeof(r))
		return vfu_reply(v, NULL, 0, EINVAL);
	memcpy(&r, v->msg, sizeof(r));
	if (r.argsz < sizeof(r) || r.index >= VFU_NUM_REGIONS)
		return vfu_reply(v, NULL, 0, EINVAL);
	r.argsz = sizeof(r);
	r.size = region_size(v, r.index);
	r.flags = r.size ? REGION_READ_WRITE : 0;
	r.cap_offset = 0;
	r.offset = 0;
	return vfu_reply(v, &r, sizeof(r), 0);
}

/* "No resize" stays clear: drivers add vectors one by one (vfio-user 6). */
static int do_get_irq_info(struct vfu *v, size_t len)
{
	struct { uint32_t argsz, flags, index, count; } i;

	if (len < sizeof(i))
		return vfu_reply(v, NULL, 0, EINVAL);
	memcpy(&i, v->msg, sizeof(i));
	if (i.argsz < sizeof(i) || i.index >= NUM_IRQ_INDEXES)
		return vfu_reply(v, NULL, 0, EINVAL);
	i.argsz = sizeof(i);
	i.count = i.index == IRQ_MSIX ? v->cfg.msix_vectors :
		  i.index == IRQ_ERR ? 1 : 0;
	i.flags = i.count ? IRQ_EVENTFD : 0;
	return vfu_reply(v, &i, sizeof(i), 0);
}

/** struct region_rw - start of REGION_READ and REGION_WRITE */
struct region_rw {
	uint64_t offset;
	uint32_t region;
	uint32_t count;
};

/* 0, or the errno: the access must lie in a region that exists. */
static int rw_check(const struct vfu *v, const struct region_rw *rw)
{
	uint64_t size;

	if (rw->region >= VFU_NUM_REGIONS || rw->count > v->max_xfer)
		return EINVAL;
	size = region_size(v, rw->region);
	if (rw->offset > size || rw->count > size - rw->offset)
		return EINVAL;
	return 0;
}

static int do_region_read(struct vfu *v, size_t len)
{
	bool here = vfu_present(v);
	struct region_rw rw;
	uint8_t *buf;
	int err;

	if (len < sizeof(rw))
		return vfu_reply(v, NULL, 0, EINVAL);
	memcpy(&rw, v->msg, sizeof(rw));
	err = rw_check(v, &rw);
	if (err)
		return vfu_reply(v, NULL, 0, err);
	buf = v->msg + sizeof(rw);
	memset(buf, 0xff, rw.count); /* what nobody answers */
	if (here && rw.region == VFU_REGION_CONFIG)
		vfu_pci_read(&v->pci, rw.offset, buf, rw.count);
	else if (here && rw.region == VFU_REGION_BAR4)
		memset(buf, 0, rw.count); /* table and PBA: QEMU's */
	else if (rw.region == VFU_REGION_BAR0 && /* R-15 wants to see it */
		 vfu_pci_mem_enabled(&v->pci))
		v->ops->read(v->dev, rw.region, rw.offset, buf, rw.count);
	return vfu_reply(v, v->msg, sizeof(rw) + rw.count, 0);
}

static void function_reset(struct vfu *v, bool flr)
{
	vfu_pci_reset(&v->pci);
	vfu_irqs_forget(v);
	v->ops->reset(v->dev, flr);
}

static int do_region_write(struct vfu *v, size_t len)
{
	bool here = vfu_present(v);
	struct region_rw rw;
	uint8_t *buf;
	int err;

	if (len < sizeof(rw))
		return vfu_reply(v, NULL, 0, EINVAL);
	memcpy(&rw, v->msg, sizeof(rw));
	err = rw_check(v, &rw);
	if (!err && len - sizeof(rw) != rw.count)
		err = EINVAL;
	if (err)
		return vfu_reply(v, NULL, 0, err);
	buf = v->msg + sizeof(rw);
	if (here && rw.region == VFU_REGION_CONFIG) {
		if (v->ops->config_written)
			v->ops->config_written(v->dev, rw.offset, buf, rw.count);
		if (vfu_pci_write(&v->pci, rw.offset, buf, rw.count))
			function_reset(v, true);
	} else if (rw.region == VFU_REGION_BAR0 && /* */
		   vfu_pci_mem_enabled(&v->pci)) {
		v->ops->write(v->dev, rw.region, rw.offset, buf, rw.count);
	}
	return vfu_reply(v, &rw, sizeof(rw), 0);
}

static int do_reset(struct vfu *v)
{
	function_reset(v, false);
	return vfu_reply(v, NULL, 0, 0);
}

int vfu_handle(struct vfu *v)
{
	size_t len = v->hdr.size - sizeof(v->hdr);

	if ((v->hdr.flags & VFU_F_TYPE) == VFU_F_REPLY)
		return 0; /* we ask nothing, so it answers nothing */
	if (v->hdr.flags & VFU_F_TYPE)
		return -1;
	if (!v->negotiated && v->hdr.cmd != CMD_VERSION)
		return vfu_reply(v, NULL, 0, EPROTO);
	switch (v->hdr.cmd) {
	case CMD_VERSION:
		return do_version(v, len);
	case CMD_DMA_MAP:
		return do_dma_map(v, len);
	case CMD_DMA_UNMAP:
		return do_dma_unmap(v, len);
	case CMD_GET_INFO:
		return do_get_info(v, len);
	case CMD_GET_REGION_INFO:
		return do_get_region_info(v, len);
	case CMD_GET_IRQ_INFO:
		return do_get_irq_info(v, len);
	case CMD_SET_IRQS:
		return vfu_reply(v, NULL, 0, vfu_set_irqs(v, v->msg, len));
	case CMD_REGION_READ:
		return do_region_read(v, len);
	case CMD_REGION_WRITE:
		return do_region_write(v, len);
	case CMD_RESET:
		return do_reset(v);
	default:
		return vfu_reply(v, NULL, 0, ENOSYS);
	}
}
