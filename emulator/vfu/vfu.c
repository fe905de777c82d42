// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Life of the vfio-user server and its transport (vfio-user 2).
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "internal.h"

/* With so many bytes of replies waiting, no further request is taken. */
#define OUT_HIGH (1u << 20)

/* ---- life ---- */

struct vfu *vfu_new(int listen_fd, const struct vfu_config *cfg,
		    const struct vfu_ops *ops, void *dev)
{
	struct vfu *v;

	if (!cfg->msix_vectors || cfg->msix_vectors > VFU_MAX_VECTORS ||
	    cfg->bar0_size < 16 || (cfg->bar0_size & (cfg->bar0_size - 1))) {
		errno = EINVAL;
		return NULL;
	}
	v = calloc(1, sizeof(*v));
	if (!v)
		return NULL;
	v->msg = malloc(VFU_MAX_MSG);
	if (!v->msg) {
		free(v);
		return NULL;
	}
	v->cfg = *cfg;
	v->ops = ops;
	v->dev = dev;
	v->listen_fd = listen_fd;
	v->fd = -1;
	v->err_fd = -1;
	v->max_xfer = VFU_MAX_XFER;
	for (unsigned int i = 0; i < VFU_MAX_VECTORS; i++)
		v->irqs[i].fd = -1;
	vfu_pci_init(&v->pci, cfg);
	return v;
}

struct vfu *vfu_new_connected(int fd, const struct vfu_config *cfg,
			      const struct vfu_ops *ops, void *dev)
{
	struct vfu *v = vfu_new(-1, cfg, ops, dev);

	if (v)
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

bool vfu_present(struct vfu *v)
{
	bool here = !v->ops->present || v->ops->present(v->dev);

	if (here && v->away)
		vfu_pci_reset(&v->pci);
	v->away = !here;
	return here;
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
	vfu_irqs_close(v);
	vfu_dma_clear(&v->dma);
	v->negotiated = false;
	v->max_xfer = VFU_MAX_XFER;
	v->got = 0;
	v->out_len = 0;
}

void vfu_free(struct vfu *v)
{
	if (!v)
		return;
	client_drop(v);
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

short vfu_events(const struct vfu *v)
{
	return (short)((v->out_len < OUT_HIGH ? POLLIN : 0) |
		       (v->out_len ? POLLOUT : 0));
}

bool vfu_bus_master(const struct vfu *v)
{
	return v->pci.data[4] & 4;
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

/* Bounded by OUT_HIGH and one reply: see vfu_dispatch(). */
static int out_queue(struct vfu *v, const void *data, size_t len)
{
	if (v->out_len + len > v->out_cap) {
		size_t cap = v->out_len + len + 4096;
		uint8_t *p = realloc(v->out, cap);

		if (!p)
			return -1;
		v->out = p;
		v->out_cap = cap;
	}
	if (len)
		memcpy(v->out + v->out_len, data, len);
	v->out_len += len;
	return 0;
}

int vfu_reply(struct vfu *v, const void *payload, size_t len, int err)
{
	struct vfu_hdr h = v->hdr;

	if (v->hdr.flags & VFU_F_NO_REPLY)
		return 0;
	if (err)
		len = 0;
	h.flags = VFU_F_REPLY | (err ? VFU_F_ERROR : 0);
	h.error = (uint32_t)err;
	h.size = (uint32_t)(sizeof(h) + len);
	if (out_queue(v, &h, sizeof(h)) || out_queue(v, payload, len))
		return -1;
	return out_flush(v);
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
	union {
		char buf[CMSG_SPACE(VFU_MAX_FDS * sizeof(int))];
		struct cmsghdr align;
	} ctl;
	struct iovec iov;
	struct msghdr mh = { .msg_iov = &iov, .msg_iovlen = 1 };
	ssize_t n;

	if (v->got < sizeof(v->hdr)) {
		iov.iov_base = (uint8_t *)&v->hdr + v->got;
		iov.iov_len = sizeof(v->hdr) - v->got;
		mh.msg_control = ctl.buf;
		mh.msg_controllen = sizeof(ctl.buf);
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
	take_fds(v, &mh);
	if (mh.msg_flags & MSG_CTRUNC)
		return -1; /* which one is lost cannot be told */
	v->got += (size_t)n;
	if (v->got == sizeof(v->hdr) &&
	    (v->hdr.size < sizeof(v->hdr) || v->hdr.size > VFU_MAX_MSG))
		return -1;
	return n;
}

static int accept_client(struct vfu *v)
{
	v->fd = accept4(v->listen_fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	return v->fd >= 0;
}

int vfu_dispatch(struct vfu *v, unsigned int budget)
{
	if (v->fd < 0)
		return v->listen_fd < 0 ? -1 : accept_client(v);
	if (out_flush(v) < 0)
		goto gone;
	while (budget) {
		ssize_t n;

		if (v->out_len >= OUT_HIGH)
			return 0;
		n = receive(v);
		if (n < 0)
			goto gone;
		if (n == 0)
			return 0;
		if (v->got < sizeof(v->hdr) || v->got < v->hdr.size)
			continue;
		if (vfu_handle(v) < 0)
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
