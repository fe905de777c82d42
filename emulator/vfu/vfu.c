// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Transport and message dispatch of the vfio-user server (vfio-user 2 to 9).
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "internal.h"

#define MAX_XFER (1u << 20)
#define MAX_MSG (MAX_XFER + 64u)
#define MAX_BACKLOG (4u << 20)

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

#define F_TYPE 0xfu
#define F_REPLY 0x1u
#define F_NO_REPLY 0x10u
#define F_ERROR 0x20u

#define IRQ_MSIX 2u
#define IRQ_ERR 3u

/** struct vfu_hdr - first 16 bytes of each message (vfio-user 2.1) */
struct vfu_hdr {
	uint16_t id;
	uint16_t cmd;
	uint32_t size;
	uint32_t flags;
	uint32_t error;
};

_Static_assert(sizeof(struct vfu_hdr) == 16, "header");

struct vfu {
	struct vfu_config cfg;
	const struct vfu_ops *ops;
	void *dev;
	char *path;
	int listen_fd;
	int fd;
	struct vfu_pci pci;
	struct vfu_dma dma;
	struct vfu_irqs irqs;
	int err_fd;

	struct vfu_hdr hdr;	/* message being received */
	size_t got;		/* bytes of it, header included */
	int fds[VFU_MAX_FDS];
	unsigned int num_fds;
	uint8_t *msg;		/* its payload */

	uint8_t *out;		/* replies not sent yet */
	size_t out_len, out_cap;
};

/* ---- life ---- */

static struct vfu *vfu_alloc(const struct vfu_config *cfg,
			     const struct vfu_ops *ops, void *dev)
{
	struct vfu *v;

	if (!cfg->msix_vectors || cfg->msix_vectors > VFU_MAX_VECTORS) {
		errno = EINVAL;
		return NULL;
	}
	v = calloc(1, sizeof(*v));
	if (!v)
		return NULL;
	v->msg = malloc(MAX_MSG);
	if (!v->msg) {
		free(v);
		return NULL;
	}
	v->cfg = *cfg;
	v->ops = ops;
	v->dev = dev;
	v->fd = -1;
	v->listen_fd = -1;
	v->err_fd = -1;
	for (unsigned int i = 0; i < VFU_MAX_VECTORS; i++)
		v->irqs.fd[i] = -1;
	vfu_pci_init(&v->pci, cfg);
	return v;
}

struct vfu *vfu_new(const char *path, const struct vfu_config *cfg,
		    const struct vfu_ops *ops, void *dev)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	struct vfu *v;

	if (strlen(path) >= sizeof(addr.sun_path)) {
		errno = ENAMETOOLONG;
		return NULL;
	}
	v = vfu_alloc(cfg, ops, dev);
	if (!v)
		return NULL;
	memcpy(addr.sun_path, path, strlen(path) + 1);
	v->path = strdup(path);
	v->listen_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC |
			      SOCK_NONBLOCK, 0);
	unlink(path);
	if (!v->path || v->listen_fd < 0 ||
	    bind(v->listen_fd, (struct sockaddr *)&addr, sizeof(addr)) < 0 ||
	    chmod(path, 0600) < 0 || listen(v->listen_fd, 1) < 0) {
		int err = errno;

		vfu_free(v);
		errno = err;
		return NULL;
	}
	return v;
}

struct vfu *vfu_new_connected(int fd, const struct vfu_config *cfg,
			      const struct vfu_ops *ops, void *dev)
{
	struct vfu *v = vfu_alloc(cfg, ops, dev);

	if (!v)
		return NULL;
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	v->fd = fd;
	return v;
}

static void fds_close(struct vfu *v)
{
	for (unsigned int i = 0; i < v->num_fds; i++)
		if (v->fds[i] >= 0)
			close(v->fds[i]);
	v->num_fds = 0;
}

static void irq_unset(struct vfu *v, unsigned int vector)
{
	if (v->irqs.fd[vector] >= 0)
		close(v->irqs.fd[vector]);
	v->irqs.fd[vector] = -1;
}

static void irqs_clear(struct vfu *v)
{
	for (unsigned int i = 0; i < VFU_MAX_VECTORS; i++) {
		irq_unset(v, i);
		v->irqs.pending[i] = false;
	}
}

static void client_drop(struct vfu *v)
{
	if (v->fd < 0)
		return;
	vfu_pci_reset(&v->pci);
	v->ops->gone(v->dev);
	close(v->fd);
	v->fd = -1;
	fds_close(v);
	irqs_clear(v);
	if (v->err_fd >= 0)
		close(v->err_fd);
	v->err_fd = -1;
	vfu_dma_clear(&v->dma);
	v->got = 0;
	v->out_len = 0;
}

void vfu_free(struct vfu *v)
{
	if (!v)
		return;
	client_drop(v);
	if (v->listen_fd >= 0) {
		close(v->listen_fd);
		unlink(v->path);
	}
	free(v->path);
	free(v->out);
	free(v->msg);
	free(v);
}

int vfu_fd(const struct vfu *v)
{
	return v->fd >= 0 ? v->fd : v->listen_fd;
}

bool vfu_connected(const struct vfu *v)
{
	return v->fd >= 0;
}

bool vfu_want_write(const struct vfu *v)
{
	return v->fd >= 0 && v->out_len > 0;
}

/* ---- sending ---- */

/* Push what is queued; -1 when the client is gone. */
static int out_flush(struct vfu *v)
{
	while (v->out_len) {
		ssize_t n = send(v->fd, v->out, v->out_len,
				 MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n < 0) {
			if (errno == EINTR)
				continue;
			return errno == EAGAIN ? 0 : -1;
		}
		v->out_len -= (size_t)n;
		memmove(v->out, v->out + n, v->out_len);
	}
	return 0;
}

static int out_queue(struct vfu *v, const void *data, size_t len)
{
	if (v->out_len + len > v->out_cap) {
		size_t cap = v->out_len + len + 4096;
		uint8_t *p;

		if (cap > MAX_BACKLOG)
			return -1;
		p = realloc(v->out, cap);
		if (!p)
			return -1;
		v->out = p;
		v->out_cap = cap;
	}
	memcpy(v->out + v->out_len, data, len);
	v->out_len += len;
	return 0;
}

/* Reply with @len bytes of payload, or header-only with @err. */
static int reply(struct vfu *v, const void *payload, size_t len, int err)
{
	struct vfu_hdr h = v->hdr;

	if (v->hdr.flags & F_NO_REPLY)
		return 0;
	if (err)
		len = 0;
	h.flags = F_REPLY | (err ? F_ERROR : 0);
	h.error = (uint32_t)err;
	h.size = (uint32_t)(sizeof(h) + len);
	if (out_queue(v, &h, sizeof(h)) || (len && out_queue(v, payload, len)))
		return -1;
	return out_flush(v);
}

/* ---- commands; each returns -1 only when the connection is lost ---- */

/* The answer may not be longer than the request (vfio-user 3). */
static int do_version(struct vfu *v, size_t len)
{
	static const char caps[] =
		"{\"capabilities\":{\"max_msg_fds\":16,\"max_data_xfer_size\":1048576,\"pgsizes\":4096,\"max_dma_maps\":65535}}";
	uint8_t ans[4 + sizeof(caps)] = { 0 };
	json_t *root;
	uint16_t major;

	if (len < 4)
		return reply(v, NULL, 0, EINVAL);
	memcpy(&major, v->msg, 2);
	if (major != 0)
		return reply(v, NULL, 0, ENOTSUP);
	if (len > 4) {
		if (v->msg[len - 1] != '\0')
			return reply(v, NULL, 0, EINVAL);
		root = json_loads((char *)v->msg + 4, 0, NULL);
		if (!root)
			return reply(v, NULL, 0, EINVAL);
		json_decref(root);
	}
	if (len >= sizeof(ans)) {
		memcpy(ans + 4, caps, sizeof(caps));
		return reply(v, ans, sizeof(ans), 0);
	}
	if (len >= 7) {
		memcpy(ans + 4, "{}", 3);
		return reply(v, ans, 7, 0);
	}
	return reply(v, ans, 4, 0);
}

static int do_dma_map(struct vfu *v, size_t len)
{
	struct { uint32_t argsz, flags; uint64_t offset, iova, size; } m;

	if (len < sizeof(m))
		return reply(v, NULL, 0, EINVAL);
	memcpy(&m, v->msg, sizeof(m));
	return reply(v, NULL, 0, vfu_dma_map(&v->dma, m.flags, m.offset, m.iova,
					     m.size,
					     v->num_fds ? v->fds[0] : -1));
}

static int do_dma_unmap(struct vfu *v, size_t len)
{
	struct { uint32_t argsz, flags; uint64_t iova, size; } m;

	if (len < sizeof(m))
		return reply(v, NULL, 0, EINVAL);
	memcpy(&m, v->msg, sizeof(m));
	return reply(v, &m, sizeof(m),
		     vfu_dma_unmap(&v->dma, m.flags, m.iova, m.size));
}

static int do_get_info(struct vfu *v, size_t len)
{
	uint32_t info[4] = { 16, 3, VFU_NUM_REGIONS, 5 };

	return reply(v, info, sizeof(info), len < sizeof(info) ? EINVAL : 0);
}

static uint64_t region_size(const struct vfu *v, uint32_t index)
{
	switch (index) {
	case VFU_REGION_BAR0:
		return v->cfg.bar0_size;
	case 4:
		return vfu_bar4_size(&v->cfg);
	case VFU_REGION_CONFIG:
		return VFU_CONFIG_SIZE;
	default:
		return 0;
	}
}

static int do_get_region_info(struct vfu *v, size_t len)
{
	struct {
		uint32_t argsz, flags, index, cap_offset;
		uint64_t size, offset;
	} r;

	if (len < sizeof(r))
		return reply(v, NULL, 0, EINVAL);
	memcpy(&r, v->msg, sizeof(r));
	if (r.index >= VFU_NUM_REGIONS)
		return reply(v, NULL, 0, EINVAL);
	r.argsz = sizeof(r);
	r.size = region_size(v, r.index);
	r.flags = r.size ? 3 : 0;
	r.cap_offset = 0;
	r.offset = 0;
	return reply(v, &r, sizeof(r), 0);
}

static int do_get_irq_info(struct vfu *v, size_t len)
{
	struct { uint32_t argsz, flags, index, count; } i;

	if (len < sizeof(i))
		return reply(v, NULL, 0, EINVAL);
	memcpy(&i, v->msg, sizeof(i));
	if (i.index >= 5)
		return reply(v, NULL, 0, EINVAL);
	i.argsz = sizeof(i);
	i.count = i.index == IRQ_MSIX ? v->cfg.msix_vectors :
		  i.index == IRQ_ERR ? 1 : 0;
	i.flags = i.count ? 1 : 0;
	return reply(v, &i, sizeof(i), 0);
}

/* Give vectors @start… the descriptors of the message, or take theirs away. */
static void irq_assign(struct vfu *v, uint32_t start, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		unsigned int vec = start + i;

		irq_unset(v, vec);
		if (i >= v->num_fds)
			continue;
		v->irqs.fd[vec] = v->fds[i];
		v->fds[i] = -1;
		if (v->irqs.pending[vec])
			vfu_irq(v, vec);
	}
}

static int do_set_irqs(struct vfu *v, size_t len)
{
	struct { uint32_t argsz, flags, index, start, count; } s;

	if (len < 20)
		return reply(v, NULL, 0, EINVAL);
	memcpy(&s, v->msg, 20);
	if (s.index == IRQ_ERR) {
		if (v->err_fd >= 0)
			close(v->err_fd);
		v->err_fd = v->num_fds ? v->fds[0] : -1;
		if (v->num_fds)
			v->fds[0] = -1;
		return reply(v, NULL, 0, 0);
	}
	if (s.index != IRQ_MSIX)
		return reply(v, NULL, 0, s.count ? EINVAL : 0);
	if (s.start > v->cfg.msix_vectors ||
	    s.count > v->cfg.msix_vectors - s.start)
		return reply(v, NULL, 0, EINVAL);
	if ((s.flags & 0x21) == 0x21 && !s.count) {
		irqs_clear(v);
		return reply(v, NULL, 0, 0);
	}
	if (!(s.flags & 0x4))
		return reply(v, NULL, 0, ENOTSUP);
	irq_assign(v, s.start, s.count);
	return reply(v, NULL, 0, 0);
}

struct vfu_rw {
	uint64_t offset;
	uint32_t region;
	uint32_t count;
};

/* 0, or the errno: the access must lie in a region that exists. */
static int rw_check(const struct vfu *v, const struct vfu_rw *rw)
{
	uint64_t size;

	if (rw->region >= VFU_NUM_REGIONS)
		return EINVAL;
	size = region_size(v, rw->region);
	if (rw->count > MAX_XFER || rw->offset > size ||
	    rw->count > size - rw->offset)
		return EINVAL;
	return 0;
}

static int do_region_read(struct vfu *v, size_t len)
{
	struct vfu_rw rw;
	uint8_t *buf;
	int err;

	if (len < sizeof(rw))
		return reply(v, NULL, 0, EINVAL);
	memcpy(&rw, v->msg, sizeof(rw));
	err = rw_check(v, &rw);
	if (err)
		return reply(v, NULL, 0, err);
	buf = v->msg + sizeof(rw);
	if (rw.region == VFU_REGION_CONFIG)
		vfu_pci_read(&v->pci, rw.offset, buf, rw.count);
	else if (rw.region == VFU_REGION_BAR0)
		v->ops->read(v->dev, 0, rw.offset, buf, rw.count);
	else
		memset(buf, 0, rw.count); /* MSI-X table and PBA: QEMU's */
	return reply(v, v->msg, sizeof(rw) + rw.count, 0);
}

static int do_region_write(struct vfu *v, size_t len)
{
	struct vfu_rw rw;
	uint8_t *buf;
	int err;

	if (len < sizeof(rw))
		return reply(v, NULL, 0, EINVAL);
	memcpy(&rw, v->msg, sizeof(rw));
	err = rw_check(v, &rw);
	if (!err && len - sizeof(rw) < rw.count)
		err = EINVAL;
	if (err)
		return reply(v, NULL, 0, err);
	buf = v->msg + sizeof(rw);
	if (rw.region == VFU_REGION_CONFIG) {
		if (vfu_pci_write(&v->pci, rw.offset, buf, rw.count)) {
			vfu_pci_reset(&v->pci);
			v->ops->reset(v->dev, true);
		}
	} else if (rw.region == VFU_REGION_BAR0) {
		v->ops->write(v->dev, 0, rw.offset, buf, rw.count);
	}
	return reply(v, &rw, sizeof(rw), 0);
}

static int do_reset(struct vfu *v)
{
	vfu_pci_reset(&v->pci);
	v->ops->reset(v->dev, false);
	return reply(v, NULL, 0, 0);
}

static int handle(struct vfu *v)
{
	size_t len = v->hdr.size - sizeof(v->hdr);

	if ((v->hdr.flags & F_TYPE) == F_REPLY)
		return 0; /* we ask nothing, so it answers nothing */
	if (v->hdr.flags & F_TYPE)
		return -1;
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
		return do_set_irqs(v, len);
	case CMD_REGION_READ:
		return do_region_read(v, len);
	case CMD_REGION_WRITE:
		return do_region_write(v, len);
	case CMD_RESET:
		return do_reset(v);
	default:
		return reply(v, NULL, 0, ENOSYS);
	}
}

/* ---- receiving ---- */

static void take_fds(struct vfu *v, struct msghdr *mh)
{
	struct cmsghdr *c;

	for (c = CMSG_FIRSTHDR(mh); c; c = CMSG_NXTHDR(mh, c)) {
		size_t n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		for (size_t i = 0; i < n; i++) {
			int fd;

			memcpy(&fd, CMSG_DATA(c) + i * sizeof(int), sizeof(fd));
			if (v->num_fds < VFU_MAX_FDS)
				v->fds[v->num_fds++] = fd;
			else
				close(fd);
		}
	}
}

/*
 * Receive more of the current message: the header alone first, with a control
 * buffer, so that descriptors cannot slip to a neighbour (vfio-user 2.3).
 * Returns bytes, 0 for "no more now", -1 for "gone".
 */
static ssize_t receive(struct vfu *v)
{
	char ctl[CMSG_SPACE(VFU_MAX_FDS * sizeof(int))];
	struct iovec iov;
	struct msghdr mh = { .msg_iov = &iov, .msg_iovlen = 1 };
	ssize_t n;

	if (v->got < sizeof(v->hdr)) {
		iov.iov_base = (uint8_t *)&v->hdr + v->got;
		iov.iov_len = sizeof(v->hdr) - v->got;
		mh.msg_control = ctl;
		mh.msg_controllen = sizeof(ctl);
	} else {
		iov.iov_base = v->msg + (v->got - sizeof(v->hdr));
		iov.iov_len = v->hdr.size - v->got;
	}
	do {
		n = recvmsg(v->fd, &mh, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		return errno == EAGAIN ? 0 : -1;
	if (n == 0)
		return -1;
	if (v->got < sizeof(v->hdr)) {
		take_fds(v, &mh);
		if (mh.msg_flags & MSG_CTRUNC)
			return -1;
	}
	v->got += (size_t)n;
	if (v->got == sizeof(v->hdr) &&
	    (v->hdr.size < sizeof(v->hdr) || v->hdr.size > MAX_MSG))
		return -1;
	return n;
}

static int accept_client(struct vfu *v)
{
	int fd = accept4(v->listen_fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	if (fd < 0)
		return 0;
	v->fd = fd;
	v->got = 0;
	return 1;
}

int vfu_dispatch(struct vfu *v, unsigned int budget)
{
	if (v->fd < 0)
		return v->listen_fd < 0 ? -1 : accept_client(v);
	if (out_flush(v) < 0)
		goto gone;
	while (budget) {
		ssize_t n = receive(v);

		if (n < 0)
			goto gone;
		if (n == 0)
			return 0;
		if (v->got < sizeof(v->hdr) || v->got < v->hdr.size)
			continue;
		if (handle(v) < 0)
			goto gone;
		fds_close(v);
		v->got = 0;
		budget--;
	}
	return 1;

gone:
	client_drop(v);
	return -1;
}

/* ---- services ---- */

static int dma_copy(struct vfu *v, uint64_t iova, void *buf, size_t len,
		    bool write)
{
	uint8_t *p = buf;

	if (!vfu_dma_ok(v, iova, len, write))
		return -EFAULT;
	while (len) {
		size_t n = len;
		uint8_t *g = vfu_dma_ptr(&v->dma, iova, &n, write ? 2 : 1);

		if (write)
			memcpy(g, p, n);
		else
			memcpy(p, g, n);
		iova += n;
		p += n;
		len -= n;
	}
	return 0;
}

int vfu_dma_read(struct vfu *v, uint64_t iova, void *buf, size_t len)
{
	return dma_copy(v, iova, buf, len, false);
}

int vfu_dma_write(struct vfu *v, uint64_t iova, const void *buf, size_t len)
{
	return dma_copy(v, iova, (void *)(uintptr_t)buf, len, true);
}

bool vfu_dma_ok(struct vfu *v, uint64_t iova, uint64_t len, bool write)
{
	if (len && iova + (len - 1) < iova)
		return false;
	while (len) {
		size_t n = len > SIZE_MAX ? SIZE_MAX : (size_t)len;

		if (!vfu_dma_ptr(&v->dma, iova, &n, write ? 2 : 1))
			return false;
		iova += n;
		len -= n;
	}
	return true;
}

void vfu_irq(struct vfu *v, unsigned int vector)
{
	uint64_t one = 1;

	if (vector >= v->cfg.msix_vectors)
		return;
	v->irqs.pending[vector] = true;
	if (v->irqs.fd[vector] < 0)
		return;
	/* a full counter is a pending interrupt too */
	if (write(v->irqs.fd[vector], &one, sizeof(one)) == sizeof(one) ||
	    errno == EAGAIN)
		v->irqs.pending[vector] = false;
}

bool vfu_irq_usable(const struct vfu *v, unsigned int vector)
{
	return vector < v->cfg.msix_vectors &&
	       (v->pci.data[v->pci.msix_cap + 3] & 0x80);
}

bool vfu_bus_master(const struct vfu *v)
{
	return v->pci.data[4] & 4;
}
